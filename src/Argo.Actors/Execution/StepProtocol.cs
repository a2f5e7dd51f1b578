using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>What a gatekeeper and a <see cref="StepActor"/> say to each other.</summary>
internal static class StepProtocol
{
    /// <summary>
    /// Stages the step: everything it needs is made beside the tree, nothing in it changes.
    /// </summary>
    internal sealed record Prepare(int Attempt);

    /// <summary>Makes the staged change visible; sent only after PREPARED is journaled.</summary>
    internal sealed record Act(int Attempt);

    /// <summary>
    /// How a phase ended. <paramref name="Attempt"/> comes back, so a late answer is known.
    /// </summary>
    internal abstract record Outcome(int Attempt)
    {
        internal sealed record Prepared(int Attempt, StagedStep Staged) : Outcome(Attempt);

        internal sealed record Acted(int Attempt, StepOutcome Found) : Outcome(Attempt);

        internal sealed record Failed(int Attempt, string Reason) : Outcome(Attempt);
    }
}
