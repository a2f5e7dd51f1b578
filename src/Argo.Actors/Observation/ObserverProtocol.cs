using System.Collections.Immutable;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Records;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Observation;

/// <summary>What an execution's actors tell its <see cref="ObserverActor"/>.</summary>
internal static class ObserverProtocol
{
    /// <summary>The execution went on to another phase: progress, not evidence.</summary>
    internal sealed record PhaseChanged(ExecutionPhase Phase, string Message);

    /// <summary>A step began.</summary>
    internal sealed record StepStarted(int StepIndex);

    /// <summary>A step was done and verified.</summary>
    internal sealed record StepCompleted(int StepIndex, StepOutcome Outcome);

    /// <summary>A step failed.</summary>
    internal sealed record StepFailed(int StepIndex, string Error, StepOutcome? Outcome);

    /// <summary>What a dead process did, as far as it can be told: the record goes on from there.</summary>
    internal sealed record Rebuilt(ExecutionRecord SoFar);

    /// <summary>Recovery found a step applied, and it stands.</summary>
    internal sealed record FoundApplied(int StepIndex);

    /// <summary>This process took the execution over.</summary>
    internal sealed record Resumed(string Reason);

    /// <summary>How the undo of a step's swaps ended, in the order of undoing.</summary>
    /// <param name="Outcomes">One a swap.</param>
    /// <param name="Found">The steps that a recovery found applied; empty where it ran them itself.</param>
    internal sealed record Compensated(ImmutableArray<UndoOutcome> Outcomes, ImmutableHashSet<int> Found)
    {
        internal Compensated(ImmutableArray<UndoOutcome> outcomes)
            : this(outcomes, [])
        {
        }
    }

    /// <summary>What others changed outside the plan; null when nobody can tell.</summary>
    internal sealed record UndeclaredChanges(ImmutableArray<Drift>? Changes);

    /// <summary>Seals the record. Answered by <see cref="Sealed"/>.</summary>
    internal sealed record Seal(RecordStatus Status, string Reason);

    /// <summary>The record, which nothing can change any more.</summary>
    internal sealed record Sealed(ExecutionRecord Record);
}
