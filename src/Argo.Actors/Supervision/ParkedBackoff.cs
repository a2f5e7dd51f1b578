using Argo.Artifacts.Executions;

namespace Argo.Actors.Supervision;

/// <summary>
/// When a start tries a parked execution again. A manual <c>argo recover</c> ignores this back-off.
/// </summary>
/// <remarks>
/// The pause doubles, within bounds: it is as long as the time from the submission to the last attempt. So
/// the two times that the store keeps anyway are enough to compute it.
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
