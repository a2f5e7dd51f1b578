using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>
/// The only way by which the interpreter sees the disk: every path is looked at once, and kept.
/// </summary>
/// <remarks>
/// So the whole simulation has one view of each path, and the witness has every path that it rests on.
/// </remarks>
internal sealed class DiskObservations(
    IRealTree disk, FileDigests digests, ISecretDigests secrets, SimulationLimits limits,
    ReservedPlaces reserved)
{
    private readonly SortedDictionary<string, ObservedEntry> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _changeable = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string Attribute), PosixAcl?> _lists = [];
    private readonly Lazy<Credentials> _who = new(() => disk.Credentials);

    /// <summary>The disk itself, for bytes.</summary>
    public IRealTree Disk => disk;

    /// <summary>
    /// What is at a path before any step; a file's digest is taken with it where it may be read.
    /// </summary>
    /// <exception cref="WorkspaceException">Refused, or the file changes while it is read.</exception>
    public EntryStat? See(string path) => Sight(path).Stat;

    /// <summary>
    /// The digest taken when the path was seen; null for anything but a readable file of digested size.
    /// </summary>
    public string? SeenDigest(string path) => Sight(path).Sha256;

    /// <summary>The digest of a file whose bytes are needed.</summary>
    /// <exception cref="WorkspaceException">
    /// It may not be read, is larger than a step may use, or is no file.
    /// </exception>
    public string Digest(string path)
    {
        var observed = Sight(path);
        if (observed.Sha256 is { } known)
            return known;
        if (observed.Stat is not { Kind: EntryKind.File } stat)
            throw new WorkspaceException(WorkspaceFault.Refused, $"{Quote(path)} is no regular file.", path);
        if (stat.Identity.Size > limits.ContentBytes)
            throw TooLarge(path, stat.Identity.Size);
        var (settled, digest) = digests.Of(path, stat);
        _seen[path] = new ObservedEntry(settled, digest);
        return digest;
    }

    /// <summary>
    /// Everything below a directory of the disk; it becomes the directory's manifest in the witness.
    /// </summary>
    /// <exception cref="WorkspaceException">
    /// A mount or what cannot be read is inside, or there are too many entries.
    /// </exception>
    public ImmutableArray<ObservedDescendant> Below(string directory)
    {
        var observed = Sight(directory);
        if (observed.Below is { } known)
            return known;
        var below = ImmutableArray.CreateBuilder<ObservedDescendant>();
        foreach (var entry in disk.Walk(directory))
        {
            if (below.Count == limits.ManifestEntries)
                throw TooMany(directory);
            reserved.NeedFree(directory, PathBytes.Text(entry.Path.Span));
            below.Add(new ObservedDescendant(entry.Path, entry.Stat, DigestBelow(directory, entry)));
        }
        _seen[directory] = observed with { Below = below.ToImmutable() };
        return _seen[directory].Below!.Value;
    }

    /// <summary>Whether this user may add and remove names in a directory of the disk.</summary>
    public bool MayChangeNamesIn(string directory)
    {
        if (!_changeable.TryGetValue(directory, out var may))
            _changeable[directory] = may = disk.MayChangeNamesIn(directory);
        return may;
    }

    /// <summary>Whether bytes with this digest were ever given as a secret.</summary>
    public bool IsSecret(string sha256) => secrets.Contains(sha256);

    /// <summary>As whom the workspace is seen and changed.</summary>
    public Credentials Who => _who.Value;

    /// <summary>An access control list on the disk; null where there is none.</summary>
    public PosixAcl? Acl(string path, string attribute)
    {
        if (!_lists.TryGetValue((path, attribute), out var list))
            _lists[(path, attribute)] = list = disk.Acl(path, attribute);
        return list;
    }

    /// <summary>Everything seen so far, sorted by path; the root itself is not among it.</summary>
    public ImmutableArray<WitnessEntry> Entries() =>
        [.. _seen.Where(seen => seen.Key.Length > 0).Select(seen => seen.Value.ToWitness(seen.Key))];

    private ObservedEntry Sight(string path)
    {
        if (!_seen.TryGetValue(path, out var observed))
            _seen[path] = observed = Look(path);
        return observed;
    }

    private ObservedEntry Look(string path)
    {
        reserved.NeedOutside(path);
        if (disk.Stat(path) is not { } stat)
            return new ObservedEntry(null, null);
        if (stat.Kind != EntryKind.File || stat.Identity.Size > limits.DigestedFileBytes)
            return new ObservedEntry(stat, null);
        try
        {
            var (settled, digest) = digests.Of(path, stat);
            return new ObservedEntry(settled, digest);
        }
        catch (WorkspaceException refused) when (refused.Fault == WorkspaceFault.Io)
        {
            return new ObservedEntry(stat, null); // it may be moved or deleted all the same
        }
    }

    private string? DigestBelow(string directory, TreeEntry entry) =>
        entry.Stat.Kind == EntryKind.File && entry.Stat.Identity.Size <= limits.DigestedFileBytes
            ? digests.Of(directory, entry)
            : null;

    private WorkspaceException TooLarge(string path, long size) => new(
        WorkspaceFault.Refused,
        $"{Quote(path)} has {Bytes(size)}; a step may use files of up to {limits.ContentBytes}.",
        path);

    private WorkspaceException TooMany(string directory) => new(
        WorkspaceFault.Refused,
        $"{Quote(directory)} holds more than {limits.ManifestEntries} entries, the limit of one step; "
        + "delete, move or copy parts of it.",
        directory);
}
