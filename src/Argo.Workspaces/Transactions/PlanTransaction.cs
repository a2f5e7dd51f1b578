using System.Collections.Frozen;
using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;

namespace Argo.Workspaces.Transactions;

/// <summary>
/// An approved plan on its workspace: what staging makes, acting swaps in, and verification finds.
/// </summary>
/// <remarks>
/// Joins the interpreter, which says what a step means, with the <see cref="WorkspaceTransaction"/>, which
/// does it.
/// Not thread-safe: one caller at a time. Every call may block on the disk.
/// </remarks>
public sealed class PlanTransaction : IDisposable
{
    private readonly PlanTransactionRequest _order;
    private readonly WorkspaceTransaction _site;
    private readonly WitnessCheck _witness;
    private readonly StepVerifier _verifier;
    private readonly Lazy<StagingInterpreter> _interpreter;
    private readonly FrozenDictionary<int, PlanStep> _steps;
    // of each step's inputs
    private readonly Dictionary<int, IReadOnlyDictionary<string, Fingerprint>> _before = [];
    private readonly Lazy<ILookup<int, UndoRow>> _rows;
    private readonly WorkspaceWatch? _watch;
    private readonly bool _isRecovery;
    private bool _hasFailed;

    private PlanTransaction(
        PlanTransactionRequest order, WorkspaceTransaction site, bool isRecovery, bool watches)
    {
        (_order, _site, _isRecovery) = (order, site, isRecovery);
        var root = site.Tree; // one handle for every look and every swap: the root's path is not walked again
        // a workspace that was copied since has other objects: then it is their contents that count
        var isCopy = order.Report.WorkspaceIdentity is { } known
            && !site.Facts.RootIdentity.IsSameObject(known);
        _witness = new WitnessCheck(root, order.Simulator, byContent: isRecovery && isCopy);
        _verifier = new StepVerifier(root, order.Report, order.Simulator);
        _steps = order.Plan.Steps.ToFrozenDictionary(step => step.StepId);
        _interpreter = new(() => new StagingInterpreter(root, order.Report, order.Simulator));
        _rows = new(() => site.BuildUndoPlan().Rows.ToLookup(row => row.StepId));
        _watch = watches ? WorkspaceWatch.Begin(root) : null;
    }

    /// <summary>Locks the workspace for this process and makes an empty stage.</summary>
    /// <exception cref="WorkspaceException">Busy, refused, or not there; nothing is left behind.</exception>
    public static PlanTransaction Open(PlanTransactionRequest order) => Open(order, isRecovery: false, () =>
        WorkspaceTransaction.Open(order.WorkspaceRoot, order.Workspace, order.ExecutionId, order.Options));

    /// <summary>Takes over what a dead process left.</summary>
    /// <param name="order">The execution.</param>
    /// <param name="plan">Its journaled undo plan; null when none was journaled.</param>
    /// <exception cref="WorkspaceException">Its process lives, or the workspace is another
    /// directory.</exception>
    public static PlanTransaction Reopen(PlanTransactionRequest order, UndoPlan? plan) =>
        Open(order, isRecovery: true, () =>
        WorkspaceTransaction.Reopen(
        order.WorkspaceRoot, order.Workspace, order.ExecutionId, plan, order.Options));

    /// <summary>
    /// Interprets the step again, compares it with what was approved, and stages its changes.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// It was cancelled; the execution can only be collected.
    /// </exception>
    public StagedStep Stage(int stepId, CancellationToken cancel = default) =>
        Under(() => StageNow(stepId), cancel);

    private StagedStep StageNow(int stepId)
    {
        var staged = _interpreter.Value.Next(_steps[stepId]);
        _before[stepId] = staged.Interpretation.Before;
        if (staged.Difference is { } difference)
            return new StagedStep(stepId, [], difference);
        return _site.Stage(stepId, staged.Interpretation.Changes, staged.Interpretation.CopiedFrom);
    }

    /// <summary>Makes everything done so far durable, together with all other executions in flight.</summary>
    public void Flush() => _site.Barrier();

    /// <summary>Paths that no longer are what the dry run saw.</summary>
    public ImmutableArray<Drift> VerifyWitness(CancellationToken cancel = default) =>
        Under(() => _witness.Compare(_order.Report), cancel);

    /// <summary>The undo of everything staged.</summary>
    public UndoPlan BuildUndoPlan() => _site.BuildUndoPlan();

    /// <summary>
    /// Makes a staged step visible, or looks where the step only looks, and verifies what is on disk.
    /// </summary>
    /// <remarks>After a failure, a step whose inputs are not as simulated fails without acting.</remarks>
    /// <param name="stepId">The step.</param>
    /// <param name="cancel">
    /// Heard before the first swap only: what was swapped in must be looked at and told.
    /// </param>
    public StepOutcome Act(int stepId, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var before = _before[stepId];
        var outcome = (_hasFailed ? Under(() => _verifier.WhyNot(stepId, before), cancel) : null)
            ?? Act(stepId, before);
        _hasFailed |= !outcome.Success;
        return outcome;
    }

    /// <summary>
    /// Just before COMPLETED: paths whose originals others have written to since they were taken out, and
    /// moved or copied directories that others have changed. None when the end may be journaled.
    /// </summary>
    /// <exception cref="WorkspaceException">Something cannot be looked at.</exception>
    public ImmutableArray<Drift> FindChangedOriginals(CancellationToken cancel = default) =>
        Under(() => _site.FindChangedOriginals(all: !_hasFailed), cancel);

    /// <summary>Renames the stage, so that a paused executor's next swap finds nothing.</summary>
    public void Fence(int epoch) => _site.Fence(epoch);

    /// <summary>
    /// After the fence and before the first undo: what it needs and does not find, each as a conflict. While
    /// there is one, nothing may be undone.
    /// </summary>
    public ImmutableArray<UndoOutcome> FindMissing(
        IReadOnlyList<UndoRow> rows, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        _site.FindMissing(rows, decisions);

    /// <summary>Undoes one swap; idempotent; never touches what is foreign.</summary>
    public UndoOutcome Undo(UndoRow row) => _site.Undo(row);

    /// <summary>The same, where a person has decided about conflicts, by path.</summary>
    public UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        _site.Undo(row, decisions);

    /// <summary>Paths of the plan, also those that it only reads, that after an undo are not what the dry
    /// run saw.</summary>
    public ImmutableArray<Drift> VerifyRestored(CancellationToken cancel = default)
    {
        var (report, named) = (_order.Report, NamedPaths().ToHashSet());
        return Under(
            () => _witness.Compare(
                report with { Witness = [.. report.Witness.Where(seen => named.Contains(seen.Path))] }),
            cancel);
    }

    /// <summary>
    /// What every path of the plan is now. After a crash that is compared with what the dry run saw, so a
    /// directory whose contents that knows has them here too, where they can be read.
    /// </summary>
    public StateSnapshot Snapshot(CancellationToken cancel = default)
    {
        var known = _order.Report.Witness
            .Where(seen => _isRecovery && seen.Fingerprint.ManifestDigest is not null)
            .ToDictionary(seen => seen.Path, StringComparer.Ordinal);
        return Under(
            () => new StateSnapshot
            {
                CapturedAt = _order.Simulator.Time.GetUtcNow(),
                Paths = _verifier.Look(NamedPaths(), known),
            },
            cancel);
    }

    /// <summary>
    /// What others changed in the workspace since it was opened, outside the plan; none where nobody watches,
    /// null where nobody can tell, as after a crash.
    /// </summary>
    public ImmutableArray<Drift>? FindUndeclared(CancellationToken cancel = default) => Under(
        () => _order.WatchWorkspace
            ? _watch?.FindUndeclared(_order.Report) : ImmutableArray<Drift>.Empty,
        cancel);

    /// <summary>Removes the stage; only after the end is durable.</summary>
    /// <returns>What is kept in <c>.argo/conflicts/</c>, because others have written to it, or may.</returns>
    public ImmutableArray<Drift> Collect() => _site.Collect();

    /// <inheritdoc/>
    public void Dispose() => _site.Dispose();

    /// <summary>A call that may be given up between two reads; no other call hears the token.</summary>
    private T Under<T>(Func<T> call, CancellationToken cancel)
    {
        _site.Cancellation = cancel;
        try
        {
            return call();
        }
        finally
        {
            _site.Cancellation = CancellationToken.None;
        }
    }

    private IEnumerable<string> NamedPaths() =>
        _order.Report.StepsSimulated.SelectMany(step => step.AffectedResources.Append(step.Target));

    private StepOutcome Act(int stepId, IReadOnlyDictionary<string, Fingerprint> before)
    {
        var (acted, placed) = (_site.Act(stepId), PlacedBy(stepId));
        try
        {
            return _verifier.Judge(stepId, acted, before, placed);
        }
        catch (WorkspaceException unreadable)
        {
            // applied, and not verified: it failed
            return _verifier.Judge(stepId, acted with { Refusal = unreadable }, before, placed);
        }
    }

    private Dictionary<string, FileIdentity> PlacedBy(int stepId)
    {
        var placed = new Dictionary<string, FileIdentity>(StringComparer.Ordinal);
        foreach (var row in _rows.Value[stepId])
        {
            if ((row.After ?? row.Before) is { } identity)
                placed[row.Destination ?? row.Path] = identity;
        }
        return placed;
    }

    private static PlanTransaction Open(
        PlanTransactionRequest order, bool isRecovery, Func<WorkspaceTransaction> open)
    {
        var site = open();
        try
        {
            return new PlanTransaction(order, site, isRecovery, watches: order.WatchWorkspace && !isRecovery);
        }
        catch
        {
            site.Dispose();
            throw;
        }
    }
}
