using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Staging;
using Argo.Workspaces.Transactions.Swapping;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>
/// P9 and R5, before the stage is removed: what other programs have written to since, or may still write to,
/// is taken to <c>.argo/conflicts/</c>.
/// </summary>
/// <remarks>
/// Whatever object is in the stage is looked at, the plan's own too: what was visible for a moment may have
/// been opened by others.
/// </remarks>
internal sealed class KeptOriginals(
    ConfinedRoot root,
    StageDirectory stage,
    NameMover mover,
    ConflictShelf shelf,
    ProbedFileSystem fileSystem,
    UndoPlan plan)
{
    private readonly ContentCheck _content = new(root);
    private readonly ExpectedTreeFile _trees = new(root.Kernel, stage, byIdentity: !fileSystem.CopiesUp);
    private readonly Dictionary<(ulong Inode, long BirthNs), FileIdentity> _known = KnownIn(plan);
    private readonly HashSet<(ulong Inode, long BirthNs)> _own = OwnIn(plan);

    /// <summary>Takes them there.</summary>
    /// <returns>One for each object that is kept: its path, what was expected, and where it is now.</returns>
    /// <exception cref="WorkspaceException">
    /// Something cannot be read or moved; it can be tried again.
    /// </exception>
    public ImmutableArray<Drift> Keep()
    {
        var objects = Objects().ToList();
        var writers = root.Kernel.FindWriters(objects.SelectMany(one => one.Files).ToHashSet());
        var kept = ImmutableArray.CreateBuilder<Drift>();
        foreach (var one in objects)
        {
            var writer = one.Files.Where(writers.ContainsKey).Select(file => writers[file]).FirstOrDefault();
            string?[] reasons = [one.Change, writer is null ? null : $"{writer} has it open for writing"];
            if (string.Join(", and ", reasons.OfType<string>()) is not { Length: > 0 } why)
                continue;
            var at = shelf.Keep(
                new DirectoryEntryRef(stage.At, stage.Entry(one.Entry)), one.Stat.Kind, one.Row);
            kept.Add(new Drift(
                one.Row.Path, "an object that was taken out, and that nobody writes to any more",
                $"{why}: it is kept at '{at}'"));
        }
        return kept.ToImmutable();
    }

    // Each object once, under the first of its names. One that has a name elsewhere loses nothing when those
    // in the stage are removed: an undo has brought it back, or it is another hard link.
    private IEnumerable<Staged> Objects()
    {
        var names = stage.Names();
        return plan.Rows.SelectMany(row => Entries(row, names))
            .GroupBy(one => one.Stat.Key)
            .Where(all => all.First().Stat.Kind is EntryKind.Directory
                || all.First().Stat.Links <= all.Count())
            .Select(all => Look(all.First().Row, all.First().Entry, all.First().Stat));
    }

    private IEnumerable<(UndoRow Row, string Entry, EntryStat Stat)> Entries(
        UndoRow row, HashSet<string> names)
    {
        string?[] own = [StageEntry.Of(row.Swap), row.BackupName, StageEntry.Spare(row.Swap)];
        return own.OfType<string>().Where(names.Contains)
            .Select(entry => (Row: row, Entry: entry, Stat: stage.Stat(entry)))
            .Where(one => one.Stat is not null)
            .Select(one => (one.Row, one.Entry, one.Stat!));
    }

    private Staged Look(UndoRow row, string entry, EntryStat stat)
    {
        var isDirectory = stat.Kind is EntryKind.Directory;
        var below = isDirectory ? Below(row, entry) : [];
        var files = below.Where(one => one.Stat.Kind is EntryKind.File).Select(one => one.Stat.Key);
        return new Staged(
            row,
            entry,
            stat,
            stat.Kind is EntryKind.File ? [stat.Key] : [.. files],
            isDirectory ? DirectoryChange(row, stat, below) : Said(FileChange(stat)));
    }

    private List<TreeEntry> Below(UndoRow row, string entry) =>
        [.. _content.Below(new DirectoryEntryRef(stage.At, stage.Entry(entry)), row.Path)];

    // A directory of the plan's own is empty here, or holds what else the plan had made.
    private string? DirectoryChange(UndoRow row, EntryStat stat, List<TreeEntry> below)
    {
        var change = ((EntryStat?)stat).IsObject(row.Before)
            ? _trees.Read(row.Swap)?.Addition(below)
            : below.Select(entry => FileChange(entry.Stat)).FirstOrDefault(words => words is not null);
        return Said(change);
    }

    private static string? Said(string? change) => change is null ? null : $"{change} after it was taken out";

    private string? FileChange(EntryStat stat)
    {
        var key = (stat.Identity.Inode, stat.Identity.BirthNs);
        if (!_known.TryGetValue(key, out var expected))
            return IsReserved(stat) ? null : "something was put there";
        // class C: the times of what was just written can settle late
        var isSettled = fileSystem.Class is not FileSystemClass.CopyAndRename || !_own.Contains(key);
        return stat.IsStill(expected) || !isSettled && stat.Identity.Size == expected.Size
            ? null
            : "it was written to";
    }

    // Class C without hard links takes a name with an empty file first, which a power cut can leave here.
    private bool IsReserved(EntryStat stat) =>
        mover.Reserves && stat is { Kind: EntryKind.File, Identity.Size: 0 };

    private static Dictionary<(ulong Inode, long BirthNs), FileIdentity> KnownIn(UndoPlan plan)
    {
        var known = new Dictionary<(ulong Inode, long BirthNs), FileIdentity>();
        foreach (var identity in plan.Rows.SelectMany(Identities))
            known[(identity.Inode, identity.BirthNs)] = identity;
        return known;
    }

    private static HashSet<(ulong Inode, long BirthNs)> OwnIn(UndoPlan plan) =>
        [.. plan.Rows.SelectMany(row => new[] { row.After, IsCopy(row) ? row.Backup : null })
            .OfType<FileIdentity>().Select(identity => (identity.Inode, identity.BirthNs))];

    private static bool IsCopy(UndoRow row) => row.Backup?.IsSameObject(row.Before) is false;

    // A second name is the original itself, whose own identity comes last and counts.
    private static IEnumerable<FileIdentity> Identities(UndoRow row) =>
        new[] { row.Backup, row.After, row.Before }.OfType<FileIdentity>();

    private sealed record Staged(
        UndoRow Row, string Entry, EntryStat Stat, ImmutableArray<InodeKey> Files, string? Change);
}
