using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Simulated.Disk;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>Another program, which makes, replaces, edits and deletes files where the plan acts
/// too.</summary>
/// <remarks>It may have had a file open for writing since before the plan began.</remarks>
internal sealed class ForeignWriter(
    SimulatedDisk disk,
    Random dice,
    IReadOnlyList<Change[]> steps,
    SortedDictionary<string, TreeNodeState> before,
    Func<string> token)
{
    private const int Tries = 8;
    private const int Mode = 0b110_100_100;
    private readonly SimulatedKernel _kernel = new(disk) { IsForeign = true };
    private SafeFileHandle? _descriptor;
    private int _held = -1;

    /// <summary>The paths that it changed, and those from or to which the plan moves them.</summary>
    public HashSet<string> Touched { get; } = [];

    /// <summary>What it wrote, and has to be somewhere.</summary>
    public HashSet<string> Written { get; } = [];

    /// <summary>What was there before, and it destroyed.</summary>
    public HashSet<string> Destroyed { get; } = [];

    /// <summary>Whether it ever had a file open, which may be kept for it.</summary>
    public bool HasHeld => _held >= 0;

    private bool HeldHasName => TreeState.Of(disk.Live).Values.Any(there => there.Inode == _held);

    /// <summary>Until the power goes, or it deletes the file itself.</summary>
    private bool IsHolding => disk.Writers.Contains(_held);

    /// <summary>Opens some file for writing, and keeps it open.</summary>
    public void Hold()
    {
        var files = before.Where(pair => pair.Value.Kind is EntryKind.File)
            .Where(pair => !pair.Key.Contains(TreeSeeder.NotUtf8, StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
            return;
        var (path, node) = files[dice.Next(files.Count)];
        if (_kernel.Open(OpenRoot(), PathBytes.Of(path), OpenFor.ReadWrite, out var file) is not Errno.Ok)
            return;
        (_descriptor, _held) = (file, node.Inode);
        disk.Writers.Add(_held);
    }

    /// <summary>Whether it touched a path, or something above it.</summary>
    public bool HasTouched(string path) =>
        Touched.Any(t => t == path || path.StartsWith(t + "/", StringComparison.Ordinal));

    /// <summary>Does one thing.</summary>
    public void Act()
    {
        var changes = steps.SelectMany(step => step).ToList();
        var paths = changes.SelectMany(change => change is Change.Rename move
                ? new[] { move.Path, move.Destination } : [change.Path])
            .Append("n0").ToList();
        if (IsHolding && dice.Next(2) == 0)
        {
            Touched.UnionWith(Related(NamesOf(_held), changes));
            Append(_descriptor!);
            return;
        }
        var root = OpenRoot();
        for (var left = Tries; left > 0; left--)
        {
            var path = paths[dice.Next(paths.Count)];
            var names = NamesOf(path);
            var hadName = HeldHasName;
            if (!TryAct(root, path))
                continue;
            if (hadName && !HeldHasName)
                disk.Writers.Remove(_held); // by its own act: what it writes there, nobody could read again
            Touched.UnionWith(Related(names, changes));
            return;
        }
    }

    // The path, what it makes beside it, and all other names of the file that is there.
    private List<string> NamesOf(string path)
    {
        var isFile = TreeState.Of(disk.Live).TryGetValue(path, out var there) && there.Kind is EntryKind.File;
        return [path, path + "~", .. NamesOf(isFile ? there!.Inode : -1)];
    }

    private IEnumerable<string> NamesOf(int inode) => TreeState.Of(disk.Live).Concat(before)
        .Where(pair => pair.Value.Inode == inode).Select(pair => pair.Key);

    private bool TryAct(SafeFileHandle root, string path)
    {
        var name = PathBytes.Of(path);
        var isFile = _kernel.Open(root, name, OpenFor.Read, out var file) is Errno.Ok
            && _kernel.Stat(file, PathBytes.Itself, out var stat) is Errno.Ok && stat.Kind is EntryKind.File;
        var isDirectory = _kernel.Open(root, name, OpenFor.DirectoryReference, out _) is Errno.Ok;
        switch (dice.Next(5))
        {
            case 0:
                return Make(root, name);
            case 4 when isDirectory: // whatever the plan does to that directory
                return Make(root, PathBytes.Of($"{path}/q~"));
            case 1:
                var beside = PathBytes.Of(path + "~");
                if (!isFile || !Make(root, beside))
                    return false;
                Destroy(file);
                return _kernel.Rename(root, beside, root, name, RenameMode.Replace) is Errno.Ok;
            case 2 when isFile:
                return Append(file);
            case 3 when isFile:
                Destroy(file);
                return _kernel.Unlink(root, name) is Errno.Ok;
            default:
                return false;
        }
    }

    private bool Append(SafeFileHandle file)
    {
        var (old, text) = (Destroy(file), NewText());
        Written.Add(old + text);
        return _kernel.Write(file, Encoding.Latin1.GetBytes(text), old.Length, out _) is Errno.Ok;
    }

    private string NewText() => $"foreign{token()}{disk.Now()}";

    private bool Make(SafeFileHandle root, PathBytes name)
    {
        var text = NewText();
        if (_kernel.CreateFile(root, name, Mode, out var file) is not Errno.Ok)
            return false;
        Written.Add(text);
        return _kernel.Write(file, Encoding.Latin1.GetBytes(text), 0, out _) is Errno.Ok;
    }

    private string Destroy(SafeFileHandle file)
    {
        _kernel.Stat(file, PathBytes.Itself, out var stat);
        var bytes = new byte[stat.Identity.Size];
        _kernel.Read(file, bytes, 0, out _);
        var text = TreeState.Text(bytes);
        Written.Remove(text);
        Destroyed.Add(text);
        return text;
    }

    private SafeFileHandle OpenRoot()
    {
        _kernel.OpenRoot("/simulated", out var root);
        return root;
    }

    private static bool IsAtOrBelow(string path, string above) =>
        path == above || path.StartsWith(above + "/", StringComparison.Ordinal);

    // A path, and wherever a move takes it from or to.
    private static HashSet<string> Related(IEnumerable<string> paths, List<Change> changes)
    {
        var related = paths.ToHashSet();
        for (var count = -1; count != related.Count;)
        {
            count = related.Count;
            foreach (var move in changes.OfType<Change.Rename>())
            {
                foreach (var path in related.ToList())
                {
                    related.Add(Carried(path, move.Path, move.Destination));
                    related.Add(Carried(path, move.Destination, move.Path));
                }
            }
            if (related.Count > 200)
                break; // moves in a circle make ever longer paths
        }
        return related;
    }

    private static string Carried(string path, string from, string to) =>
        IsAtOrBelow(path, from) ? to + path[from.Length..] : path;
}
