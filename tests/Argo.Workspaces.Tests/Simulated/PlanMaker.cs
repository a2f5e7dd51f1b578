using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Transactions.Staging;
using Some = Argo.Workspaces.Tests.Transactions.Some;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>Draws a tree and a plan for it, and works out what the plan makes of the tree, by a model of its
/// own.</summary>
internal sealed class PlanMaker(Random dice, uint user)
{
    private const int NamesOfEach = 5;
    private const int NewFile = 0b110_110_110;
    private const int NewDirectory = 0b111_111_111;
    private static readonly int[] FileModes =
        [0b110_100_100, 0b110_000_000, 0b111_101_101, 0b100_111_101_101];

    private static readonly int[] DirectoryModes = [0b111_101_101, 0b111_000_000, 0b111_101_000];
    private int _tokens;

    /// <summary>The tree as it will be.</summary>
    public SortedDictionary<string, TreeNodeState> Tree { get; private set; } = [];

    /// <summary>Fills an empty disk, durably.</summary>
    public void Seed(SimulatedDisk disk)
    {
        var seeder = new TreeSeeder(disk, dice, user, Token);
        seeder.Fill();
        Tree = TreeState.Of(disk.Live);
    }

    /// <summary>Draws the steps, each of one change or of a few.</summary>
    public List<Change[]> Draw()
    {
        var steps = new List<Change[]>();
        for (var left = dice.Next(1, 8); left > 0; left--)
        {
            var count = dice.Next(5) == 0 ? 2 : 1;
            steps.Add([.. Enumerable.Range(0, count).Select(_ => TryDraw()).OfType<Change>()]);
        }
        return steps;
    }

    /// <summary>Bytes that no other file has.</summary>
    public string Token() => dice.Next(12) == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"<{++_tokens}>") + new string('.', dice.Next(30));

    private Change? TryDraw()
    {
        Change? change = dice.Next(9) switch
        {
            0 or 1 => Overwrite(),
            2 or 3 => Create(),
            4 => Remove(),
            5 => MakeDirectory(),
            6 or 7 => Move(),
            _ => ChangeMode(),
        };
        return change ?? MakeDirectory();
    }

    private Change.PutFile? Overwrite()
    {
        if (Any(node => node.Kind is EntryKind.File) is not { } path)
            return null;
        var (old, text) = (Tree[path], dice.Next(4) == 0 ? Tree[path].Content + Token() : Token());
        int? mode = dice.Next(5) == 0 ? FileModes[dice.Next(2)] : null;
        Tree[path] = old with
        {
            Content = text,
            Mode = mode ?? old.Mode & ~AttributeKeeper.SetIdBits,
            IsShared = false,
        };
        return new Change.PutFile(path, Some.Text(text), mode);
    }

    private Change.PutFile? Create()
    {
        if (FreePath() is not { } path)
            return null;
        var isCopy = dice.Next(3) == 0 && Any(node => node.Kind is EntryKind.File) is not null;
        var text = isCopy ? Tree[Any(node => node.Kind is EntryKind.File)!].Content : Token();
        int? mode = dice.Next(3) == 0 ? FileModes[dice.Next(2)] : null;
        Tree[path] = new(EntryKind.File, mode ?? NewFile & ~ProcessUmask.Value, user, user, text, "");
        return new Change.PutFile(path, Some.Text(text), mode);
    }

    private Change.MakeDirectory? MakeDirectory()
    {
        if (FreePath() is not { } path)
            return null;
        Tree[path] = new(EntryKind.Directory, NewDirectory & ~ProcessUmask.Value, user, user, "", "");
        return new Change.MakeDirectory(path, null);
    }

    private Change.Remove? Remove()
    {
        if (Any(_ => true) is not { } path)
            return null;
        var kind = Tree[path].Kind;
        foreach (var gone in Below(path))
            Tree.Remove(gone);
        return new Change.Remove(path, kind);
    }

    private Change.Rename? Move()
    {
        if (Any(_ => true) is not { } from || FreePath() is not { } to
            || to.StartsWith(from + "/", StringComparison.Ordinal))
            return null;
        foreach (var path in Below(from))
        {
            Tree[to + path[from.Length..]] = Tree[path];
            Tree.Remove(path);
        }
        return new Change.Rename(from, to);
    }

    private Change.SetMode? ChangeMode()
    {
        if (Any(node => node.Kind is not EntryKind.Symlink && !node.IsShared) is not { } path)
            return null;
        var modes = Tree[path].Kind is EntryKind.Directory ? DirectoryModes : FileModes;
        var mode = modes[dice.Next(modes.Length)];
        Tree[path] = Tree[path] with { Mode = mode };
        return new Change.SetMode(path, mode);
    }

    private string? Any(Func<TreeNodeState, bool> fits)
    {
        var paths = Tree.Where(pair => fits(pair.Value)).Select(pair => pair.Key)
            .Where(path => !path.Contains(TreeSeeder.NotUtf8, StringComparison.Ordinal)).ToList();
        return paths.Count == 0 ? null : paths[dice.Next(paths.Count)];
    }

    private string? FreePath()
    {
        var directory = dice.Next(4) == 0 ? null : Any(node => node.Kind is EntryKind.Directory);
        var name = $"n{dice.Next(NamesOfEach)}";
        var path = directory is null ? name : $"{directory}/{name}";
        return Tree.ContainsKey(path) ? null : path;
    }

    private List<string> Below(string path) =>
        [.. Tree.Keys.Where(p => p == path || p.StartsWith(path + "/", StringComparison.Ordinal))];
}
