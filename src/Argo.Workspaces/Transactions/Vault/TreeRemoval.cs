using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>Removes a directory with all below it, by handles and by the bytes of names.</summary>
/// <remarks>
/// A link is unlinked, never entered, and no other mount is entered: each directory is opened beneath the one
/// that
/// holds its name. One handle is open at a time, however deep the tree is; going up compares which directory
/// that
/// is. It can be stopped anywhere and begun again.
/// </remarks>
internal sealed class TreeRemoval(IKernel kernel, string shown)
{
    private const int OwnerOnly = 0b111_000_000;
    private const int MaxPasses = 3;

    /// <summary>Removes what has this name; nothing there is fine.</summary>
    /// <exception cref="WorkspaceException">
    /// Something in it cannot be removed; the rest stays too.
    /// </exception>
    public void Remove(SafeFileHandle at, PathBytes name)
    {
        if (!TryUnlink(at, name))
            Empty(at, name);
    }

    private void Empty(SafeFileHandle at, PathBytes name)
    {
        var frames = new Stack<Frame>();
        var current = Enter(at, name, frames);
        try
        {
            while (true)
            {
                var frame = frames.Peek();
                if (frame.Next < frame.Names.Count)
                {
                    var child = PathBytes.OfName(frame.Names[frame.Next++]);
                    if (!TryUnlink(current, child))
                        current = Replace(current, Enter(current, child, frames));
                    continue;
                }
                frames.Pop();
                var top = frames.Count == 0;
                if (!top)
                    current = Replace(current, GoUp(current, frames.Peek().Self));
                if (!Finish(top ? at : current, frame) && frame.Pass < MaxPasses)
                    current = Replace(current, Enter(top ? at : current, frame.Name, frames, frame.Pass + 1));
                else if (top)
                    return;
            }
        }
        finally
        {
            current.Dispose();
        }
    }

    // False when somebody has put something in meanwhile.
    private bool Finish(SafeFileHandle at, Frame frame)
    {
        var errno = kernel.RemoveDirectory(at, frame.Name);
        if (errno is Errno.NotEmpty && frame.Pass < MaxPasses)
            return false;
        if (errno is not Errno.NotFound)
            errno.OrThrow("remove", $"{shown}/.../{frame.Name}");
        return true;
    }

    private bool TryUnlink(SafeFileHandle at, PathBytes name)
    {
        var errno = kernel.Stat(at, name, out var stat);
        if (errno is Errno.NotFound)
            return true;
        errno.OrThrow("look at", $"{shown}/.../{name}");
        if (stat.Kind is EntryKind.Directory)
            return false;
        errno = kernel.Unlink(at, name);
        if (errno is Errno.IsADirectory)
            return false; // it became one just now
        if (errno is not Errno.NotFound)
            errno.OrThrow("remove", $"{shown}/.../{name}");
        return true;
    }

    private SafeFileHandle Enter(SafeFileHandle at, PathBytes name, Stack<Frame> frames, int pass = 1)
    {
        kernel.Open(at, name, OpenFor.DirectoryReference, out var directory)
            .OrThrow("open", $"{shown}/.../{name}");
        try
        {
            kernel.Stat(directory, PathBytes.Itself, out var self).OrThrow("look at", $"{shown}/.../{name}");
            if ((self.Mode & OwnerOnly) != OwnerOnly)
                // a directory without write permission cannot be emptied
                kernel.ChangeMode(directory, OwnerOnly);
            kernel.ReadNames(directory, out var names).OrThrow("list", $"{shown}/.../{name}");
            frames.Push(new Frame(name, names, self.Identity, pass));
            return directory;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    private SafeFileHandle GoUp(SafeFileHandle from, FileIdentity expected)
    {
        kernel.OpenParent(from, out var parent).OrThrow("open what is above in", shown);
        if (kernel.Stat(parent, PathBytes.Itself, out var found) is Errno.Ok
            && found.Identity.IsSameObject(expected))
            return parent;
        parent.Dispose();
        throw new WorkspaceException(
            WorkspaceFault.Conflict,
            string.Create(
                CultureInfo.InvariantCulture, $"'{shown}' was moved while it was removed. Try again."),
            shown);
    }

    private static SafeFileHandle Replace(SafeFileHandle old, SafeFileHandle next)
    {
        old.Dispose();
        return next;
    }

    private sealed record Frame(PathBytes Name, List<byte[]> Names, FileIdentity Self, int Pass)
    {
        public int Next { get; set; }
    }
}
