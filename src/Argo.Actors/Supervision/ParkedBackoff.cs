using Argo.Artifacts.Executions;

namespace Argo.Actors.Supervision;

/// <summary>
/// When a start tries an execution again whose undo met conflicts; a person's word never waits for it.
/// </summary>
/// <remarks>
/// It waits as long again as it has been trying since it was handed in, within bounds: each pause is about
/// twice
/// the one before, and the store's two times are all that it needs to remember.
/// </remarks>
internal static class ParkedBackoff
{
    /// <summary>Whether a start may try it now; what is not parked is always due.</summary>
    public static bool IsDue(ExecutionEntry entry, DateTimeOffset now, ExecutionLimits limits) =>
        entry is not { State: ExecutionState.Parked, FinishedAt: { } tried }
        || now < tried // a clock that was set back must not keep it waiting
        || now - tried >= Pause(tried - entry.SubmittedAt, limits);

    private static TimeSpan Pause(TimeSpan soFar, ExecutionLimits limits) =>
        soFar < limits.ParkedBackoff ? limits.ParkedBackoff
        : soFar > limits.MaxParkedBackoff ? limits.MaxParkedBackoff
        : soFar;
}
