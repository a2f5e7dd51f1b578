using System.Text;
using Argo.Artifacts;
using Argo.Workspaces.Handles;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Tests.Simulated.Disk;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>Another program, which makes, replaces, edits and deletes files where the plan acts
/// too.</summary>
/// <remarks>
/// It leaves directories alone that the plan deletes: what is put into one in that moment goes with it.
/// </remarks>
internal sealed class Foreigner(
    SimulatedDisk disk,
    Random dice,
    IReadOnlyList<Change[]> steps,
    SortedDictionary<string, Shape> before,
    Func<string> token)
{
    private const int Tries = 8;
    private const int Mode = 0b110_100_100;
    private readonly SimulatedKernel _kernel = new(disk) { IsForeign = true };

    /// <summary>The paths that it changed, and those from or to which the plan moves them.</summary>
    public HashSet<string> Touched { get; } = [];

    /// <summary>What it wrote, and has to be somewhere.</summary>
    public HashSet<string> Written { get; } = [];

    /// <summary>What was there before, and it destroyed.</summary>
    public HashSet<string> Destroyed { get; } = [];

    /// <summary>Whether it touched a path, or something above it.</summary>
    public bool HasTouched(string path) =>
        Touched.Any(t => t == path || path.StartsWith(t + "/", StringComparison.Ordinal));

    /// <summary>Does one thing.</summary>
    public void Act()
    {
        var changes = steps.SelectMany(step => step).ToList();
        var removed = Removed(changes);
        var paths = changes.SelectMany(change => change is Change.Rename move
                ? new[] { move.Path, move.Destination } : [change.Path])
            .Where(path => !removed.Any(gone => IsAtOrBelow(path, gone)))
            .Append("n0").ToList();
        var root = OpenRoot();
        for (var left = Tries; left > 0; left--)
        {
            var path = paths[dice.Next(paths.Count)];
            var names = NamesOf(path);
            if (!TryAct(root, path))
                continue;
            Touched.UnionWith(Related(names, changes));
            return;
        }
    }

    // The path, what it makes beside it, and all other names of the file that is there.
    private List<string> NamesOf(string path)
    {
        var tree = Shapes.Of(disk.Live);
        var inode = tree.TryGetValue(path, out var there) && there.Kind is EntryKind.File ? there.Inode : -1;
        var names = tree.Concat(before).Where(pair => pair.Value.Inode == inode).Select(pair => pair.Key);
        return [path, path + "~", .. names];
    }

    private bool TryAct(SafeFileHandle root, string path)
    {
        var name = PathBytes.Of(path);
        var isFile = _kernel.Open(root, name, OpenFor.Read, out var file) is Errno.Ok
            && _kernel.Stat(file, PathBytes.Itself, out var stat) is Errno.Ok && stat.Kind is EntryKind.File;
        var text = $"foreign{token()}{disk.Now()}";
        switch (dice.Next(4))
        {
            case 0:
                return Make(root, name, text);
            case 1:
                var beside = PathBytes.Of(path + "~");
                if (!isFile || !Make(root, beside, text))
                    return false;
                Destroy(file);
                return _kernel.Rename(root, beside, root, name, RenameMode.Replace) is Errno.Ok;
            case 2 when isFile:
                var old = Destroy(file);
                Written.Add(old + text);
                return _kernel.Write(file, Encoding.Latin1.GetBytes(text), old.Length, out _) is Errno.Ok;
            case 3 when isFile:
                Destroy(file);
                return _kernel.Unlink(root, name) is Errno.Ok;
            default:
                return false;
        }
    }

    private bool Make(SafeFileHandle root, PathBytes name, string text)
    {
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
        var text = Shapes.Text(bytes);
        Written.Remove(text);
        Destroyed.Add(text);
        return text;
    }

    private SafeFileHandle OpenRoot()
    {
        _kernel.OpenRoot("/simulated", out var root);
        return root;
    }

    // Directories that the plan deletes, and what it moves into them before.
    private static HashSet<string> Removed(List<Change> changes)
    {
        var removed = Related(changes.OfType<Change.Remove>()
            .Where(remove => remove.Kind is EntryKind.Directory).Select(remove => remove.Path), changes);
        var moves = changes.OfType<Change.Rename>().ToList();
        for (var round = 0; round < moves.Count; round++)
        {
            var gone = moves.Where(move => removed.Any(path => IsAtOrBelow(move.Destination, path)));
            removed.UnionWith(Related(gone.Select(move => move.Path).ToList(), changes));
        }
        return removed;
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
