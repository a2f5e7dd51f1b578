using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Simulation.Overlays;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Copies;

/// <summary>
/// An undo plan for a copy of the workspace: the journal names objects by inode, a copy has others, and it is
/// their contents that say which is which.
/// </summary>
/// <remarks>
/// An object of the plan is looked for where its swaps put it: at their paths and in the stage. A file is the
/// same where its digest is the known one; where none is known, where size and time of the last change are. A
/// row for which neither "done" nor "not done" can be seen ends it: then nothing may be undone. So does one
/// whose two objects come out as one.
/// </remarks>
internal sealed class CopiedUndoPlan
{
    private readonly ConfinedRoot _root;
    private readonly UndoPlan _plan;
    private readonly DryRunExecutionReport _report;
    private readonly FileDigests _digests;
    private readonly CopiedStage _stage;
    private readonly Dictionary<(ulong, long), FileIdentity?> _found = [];

    public CopiedUndoPlan(
        ConfinedRoot root, UndoPlan plan, string executionId, DryRunExecutionReport report,
        SimulatorOptions options)
    {
        (_root, _plan, _report) = (root, plan, report);
        _digests = new FileDigests(root, options.Digests, options.Time, default);
        _stage = new CopiedStage(root, executionId);
    }

    /// <summary>The plan with the identities of the copy; null where a row cannot be told.</summary>
    public UndoPlan? Find()
    {
        var rows = _plan.Rows.Select(Translate).ToImmutableArray();
        return rows.All(IsTold)
            ? _plan with
            {
                WorkspaceRoot = _root.RootPath, RootIdentity = _root.RootStat.Identity, Rows = rows,
            }
            : null;
    }

    private UndoRow Translate(UndoRow row) => row with
    {
        Before = IdentityOf(row.Before) ?? row.Before,
        After = IdentityOf(row.After) ?? row.After,
        Backup = IdentityOf(row.Backup) ?? row.Backup,
    };

    /// <summary>Whether the copy shows that the row's swap was done, or that it was not.</summary>
    private bool IsTold(UndoRow row)
    {
        if (row.Before is not null && row.Before.IsSameObject(row.After))
            return false;
        var (target, staged) = (StatTarget(row.Path), _stage.Stat(StageEntry.Of(row.Swap)));
        var destination = row.Destination is { } to ? StatTarget(to) : null;
        return row.Kind switch
        {
            SwapKind.Overwrite => target.IsObject(row.Before)
                || (target.IsObject(row.After) && staged.IsObject(row.Before)),
            SwapKind.Delete => target.IsObject(row.Before) || (target is null && staged.IsObject(row.Before)),
            SwapKind.Create or SwapKind.CreateDirectory =>
                target is null || target.IsObject(row.After) || staged.IsObject(row.After),
            SwapKind.Move => target.IsObject(row.Before)
                || (target is null && destination.IsObject(row.Before)),
            _ => target.IsObject(row.Before),
        };
    }

    /// <summary>
    /// Which object of the copy is the one that the journal names; null where none is, or two.
    /// </summary>
    private FileIdentity? IdentityOf(FileIdentity? known)
    {
        if (known is null)
            return null;
        if (!_found.TryGetValue((known.Inode, known.BirthNs), out var found))
            _found[(known.Inode, known.BirthNs)] = found = Search(known);
        return found;
    }

    private FileIdentity? Search(FileIdentity known)
    {
        var fitting = PlacesOf(known).Where(place => place.Stat is not null && IsCopy(known, place))
            .Select(place => place.Stat!.Identity).ToArray();
        var distinct = fitting.DistinctBy(identity => (identity.Inode, identity.BirthNs)).ToArray();
        return distinct.Length == 1 ? distinct[0]
            : Array.FindAll(distinct, one => one.MtimeNs == known.MtimeNs) is [var only] ? only : null;
    }

    private IEnumerable<Place> PlacesOf(FileIdentity known)
    {
        foreach (var row in _plan.Rows)
        {
            var isBefore = known.IsSameObject(row.Before);
            if (!isBefore && !known.IsSameObject(row.After) && !known.IsSameObject(row.Backup))
                continue;
            var print = isBefore ? PrintBefore(row) : PrintAfter(row);
            yield return new Place(row.Path, StatTarget(row.Path), print, IsStaged: false);
            if (row.Destination is { } to)
                yield return new Place(to, StatTarget(to), print, IsStaged: false);
            foreach (var entry in (string?[])[StageEntry.Of(row.Swap), row.BackupName])
            {
                if (entry is not null)
                    yield return new Place(entry, _stage.Stat(entry), print, IsStaged: true);
            }
        }
    }

    private bool IsCopy(FileIdentity known, Place place)
    {
        var stat = place.Stat!;
        if (place.Print is { } print && print.Kind != stat.Kind)
            return false;
        if (stat.Kind is not EntryKind.File)
            return place.Print is not null // which one it is, its place says
                || stat.Identity.MtimeNs == known.MtimeNs;
        if (stat.Identity.Size != known.Size)
            return false;
        return place.Print?.Sha256 is { } digest
            ? DigestOf(place) == digest
            : stat.Identity.MtimeNs == known.MtimeNs;
    }

    /// <summary>
    /// What the row's swap found at its path: what an earlier step left there, or the witness.
    /// </summary>
    private Fingerprint? PrintBefore(UndoRow row) =>
        _report.StepsSimulated.Where(step => step.StepId < row.StepId)
            .Select(step => step.PredictedAfter.GetValueOrDefault(row.Path)).OfType<Fingerprint>()
            .LastOrDefault()
        ?? _report.Witness.FirstOrDefault(seen => seen.Path == row.Path)?.Fingerprint;

    /// <summary>What the step was predicted to leave there; a placeholder is not told by any.</summary>
    private Fingerprint? PrintAfter(UndoRow row) => row.Kind is SwapKind.Delete ? null
        : _report.StepsSimulated.FirstOrDefault(step => step.StepId == row.StepId)
            ?.PredictedAfter.GetValueOrDefault(row.Path);

    private string DigestOf(Place place) => place.IsStaged
        ? _stage.DigestOf(place.Path, place.Stat!.Identity.Size)
        : _digests.Of(place.Path, place.Stat!).Sha256;

    private EntryStat? StatTarget(string path)
    {
        try
        {
            return _root.Stat(path);
        }
        catch (WorkspaceException)
        {
            return null; // behind a link or a mount: nothing of ours
        }
    }

    private sealed record Place(string Path, EntryStat? Stat, Fingerprint? Print, bool IsStaged);
}
