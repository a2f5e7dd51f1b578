using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Paths;

/// <summary>
/// Walks what is below a directory by handles: parents before their entries, sorted by bytes.
/// </summary>
/// <remarks>
/// One handle is open at a time, however deep the tree is: going back up opens <c>..</c> and compares which
/// directory that is, so a tree that is moved meanwhile ends the walk instead of leading it elsewhere.
/// </remarks>
internal sealed class TreeWalk(IKernel kernel, ulong mountId, string shownRoot)
{
    /// <summary>Everything below <paramref name="start"/>, which the walk disposes.</summary>
    /// <param name="start">The directory.</param>
    /// <param name="skipAtTop">
    /// Entries of <paramref name="start"/> itself to leave out; null for none.
    /// </param>
    /// <param name="skip">
    /// Entries at any depth to leave out with all below them, by their path; null for none.
    /// </param>
    /// <exception cref="WorkspaceException">
    /// A mount is inside, something cannot be read, or it changes meanwhile.
    /// </exception>
    public IEnumerable<TreeEntry> Entries(
        SafeFileHandle start,
        Func<byte[], FileIdentity, bool>? skipAtTop = null,
        Func<byte[], bool>? skip = null)
    {
        var current = start;
        try
        {
            var frames = new Stack<Frame>([Enter(current, [])]);
            while (true)
            {
                var frame = frames.Peek();
                if (frame.Next == frame.Names.Count)
                {
                    frames.Pop();
                    if (frames.Count == 0)
                        yield break;
                    current = GoUp(current, frames.Peek());
                    continue;
                }
                var name = frame.Names[frame.Next++];
                var path = Join(frame.Prefix, name);
                if (skip?.Invoke(path) is true)
                    continue;
                var stat = Look(current, name, path);
                if (frames.Count == 1 && skipAtTop?.Invoke(name, stat.Identity) is true)
                    continue;
                yield return new TreeEntry(path, stat);
                if (stat.Kind is not EntryKind.Directory)
                    continue;
                current = GoDown(current, name, path, stat.Identity);
                frames.Push(Enter(current, path));
            }
        }
        finally
        {
            current.Dispose();
        }
    }

    private Frame Enter(SafeFileHandle directory, byte[] path)
    {
        kernel.ReadNames(directory, out var names).OrThrow("list", Shown(path));
        kernel.Stat(directory, PathBytes.Itself, out var self).OrThrow("look at", Shown(path));
        names.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        return new Frame(names, self.Identity, path);
    }

    private EntryStat Look(SafeFileHandle directory, byte[] name, byte[] path)
    {
        kernel.StatFully(directory, PathBytes.OfName(name), out var stat).OrThrow("look at", Shown(path));
        if (stat.MountId != mountId)
            throw Errno.CrossDevice.ToException("look at", Shown(path));
        return stat;
    }

    private SafeFileHandle GoDown(SafeFileHandle from, byte[] name, byte[] path, FileIdentity expected)
    {
        kernel.Open(from, PathBytes.OfName(name), OpenFor.DirectoryReference, out var child)
            .OrThrow("open", Shown(path));
        return Arrive(from, child, expected, path);
    }

    private SafeFileHandle GoUp(SafeFileHandle from, Frame above)
    {
        kernel.OpenParent(from, out var parent).OrThrow("open", Shown(above.Prefix));
        return Arrive(from, parent, above.Self, above.Prefix);
    }

    private SafeFileHandle Arrive(SafeFileHandle from, SafeFileHandle to, FileIdentity expected, byte[] path)
    {
        if (kernel.Stat(to, PathBytes.Itself, out var found) is Errno.Ok
            && expected.IsSameObject(found.Identity))
        {
            from.Dispose();
            return to;
        }
        to.Dispose();
        throw new WorkspaceException(
            WorkspaceFault.Conflict,
            $"'{Shown(path)}' was moved or replaced while it was read. Stop what changes it and try again.",
            Shown(path));
    }

    private string Shown(byte[] path) =>
        shownRoot.Length == 0 || path.Length == 0
            ? shownRoot + PathBytes.Text(path)
            : $"{shownRoot}/{PathBytes.Text(path)}";

    private static byte[] Join(byte[] prefix, byte[] name) =>
        prefix.Length == 0 ? name : [.. prefix, (byte)'/', .. name];

    private sealed record Frame(List<byte[]> Names, FileIdentity Self, byte[] Prefix)
    {
        public int Next { get; set; }
    }
}
