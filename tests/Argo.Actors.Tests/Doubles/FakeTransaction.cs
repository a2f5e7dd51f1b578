using System.Collections.Concurrent;
using System.Collections.Immutable;
using Argo.Actors.Ports;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Tests.Doubles;

/// <summary>A disk that does what the test says and writes down every call, in order.</summary>
internal sealed class FakeTransaction(ExecutionPlanArtifact plan) : IWorkspaceTransaction
{
    private readonly HashSet<int> _applied = [];

    /// <summary>
    /// Every call, as <c>apply 1</c>; the ledger and the journal of a test may write here too.
    /// </summary>
    public ConcurrentQueue<string> Calls { get; init; } = new();

    /// <summary>Throws or blocks where a test wants it: gets the call's words.</summary>
    public Action<string> OnCall { get; set; } = _ => { };

    /// <summary>Calls that last until they are cancelled.</summary>
    public HashSet<string> Endless { get; } = [];

    /// <summary>Steps that fail when they are applied, with the reason.</summary>
    public Dictionary<int, string> Failing { get; } = [];

    /// <summary>Swaps that apply although their step fails.</summary>
    public HashSet<int> HalfApplied { get; } = [];

    /// <summary>Swaps whose undo meets something foreign.</summary>
    public HashSet<int> Conflicting { get; } = [];

    public ImmutableArray<Drift> Drifts { get; set; } = [];

    public ImmutableArray<Drift> LeftBehind { get; set; } = [];

    public IReadOnlySet<int> Applied => _applied;

    public bool Disposed { get; private set; }

    private UndoPlan Undos => Some.UndoPlan([.. plan.Steps.Select(step => step.StepId)]);

    public StagedStep Stage(int stepId, CancellationToken cancel)
    {
        Call($"stage {stepId}", cancel);
        return new StagedStep(stepId, [.. Undos.Rows.Where(row => row.StepId == stepId)], null);
    }

    public void Flush() => Call("flush");

    public ImmutableArray<Drift> VerifyWitness(CancellationToken cancel)
    {
        Call("verify witness", cancel);
        return Drifts;
    }

    public UndoPlan BuildUndoPlan()
    {
        Call("build undo plan");
        return Undos;
    }

    public StepOutcome Apply(int stepId, CancellationToken cancel = default)
    {
        Call($"apply {stepId}", cancel);
        var swap = Undos.Rows.Single(row => row.StepId == stepId).Swap;
        if (Failing.TryGetValue(stepId, out var error))
        {
            if (HalfApplied.Contains(swap))
                _applied.Add(swap);
            return new StepOutcome
            {
                StepId = stepId, Success = false, PreconditionMet = true, Error = error,
                AppliedSwaps = HalfApplied.Contains(swap) ? [swap] : [],
            };
        }

        _applied.Add(swap);
        return new StepOutcome
        {
            StepId = stepId, Success = true, PreconditionMet = true, ExpectedVsActualMatch = true,
            ActualStateChange = $"wrote file-{stepId}.txt", AppliedSwaps = [swap],
        };
    }

    public void Fence(int epoch) => Call($"fence {epoch}");

    public ImmutableArray<UndoOutcome> Missing { get; set; } = [];

    public ImmutableArray<UndoOutcome> FindMissing(
        IReadOnlyList<UndoRow> rows, IReadOnlyDictionary<string, ConflictChoice> decisions)
    {
        Call("find missing");
        return Missing;
    }

    public UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions)
    {
        Call($"undo {row.Swap}");
        if (Conflicting.Contains(row.Swap) && !decisions.ContainsKey(row.Path))
        {
            return new UndoOutcome(row, UndoVerdict.Conflict, $"{row.Path}: somebody edited it")
            {
                Conflict = Some.Conflict(row.Path) with { StepId = row.StepId, Swap = row.Swap },
            };
        }

        if (Conflicting.Contains(row.Swap) && decisions[row.Path] is ConflictChoice.KeepTheirs)
            return new UndoOutcome(row, UndoVerdict.Kept, $"{row.Path}: kept as a person decided");
        return _applied.Remove(row.Swap)
            ? new UndoOutcome(row, UndoVerdict.Undone, $"{row.Path}: put back")
            : new UndoOutcome(row, UndoVerdict.NothingToDo, $"{row.Path}: never applied");
    }

    public ImmutableArray<Drift> VerifyRestored(CancellationToken cancel)
    {
        Call("verify restored", cancel);
        return LeftBehind;
    }

    public ImmutableArray<Drift>? Undeclared { get; set; } = [];

    public ImmutableArray<Drift>? FindUndeclared(CancellationToken cancel) => Undeclared;

    public StateSnapshot Snapshot(CancellationToken cancel)
    {
        Call("snapshot", cancel);
        return new StateSnapshot { CapturedAt = Some.Noon };
    }

    public ImmutableArray<Drift> ChangedOriginals { get; set; } = [];

    public ImmutableArray<Drift> FindChangedOriginals(CancellationToken cancel)
    {
        Call("look at originals", cancel);
        return ChangedOriginals;
    }

    public ImmutableArray<Drift> KeptOriginals { get; set; } = [];

    public ImmutableArray<Drift> Collect()
    {
        Call("collect");
        return KeptOriginals;
    }

    public void Dispose()
    {
        Calls.Enqueue("dispose");
        Disposed = true;
    }

    private void Call(string words, CancellationToken cancel = default)
    {
        if (Endless.Contains(words))
        {
            Assert.True(cancel.CanBeCanceled, $"'{words}' would last for ever");
            cancel.WaitHandle.WaitOne();
        }

        cancel.ThrowIfCancellationRequested();
        OnCall(words);
        Calls.Enqueue(words);
    }
}
