using System.Collections.Immutable;
using Argo.Actors.Observation;
using Argo.Artifacts.Files;

namespace Argo.Actors.Execution;

/// <summary>
/// What the gates cannot compute for themselves: clock, key, store, disk and security monitor. Each may be
/// out of reach, and the gate that needs it then refuses.
/// </summary>
/// <param name="Now">The time that expiry is judged by.</param>
/// <param name="Security">What the security monitor says.</param>
/// <param name="ReportFault">Why the report is not this host's own, or why that cannot be told; null when it
/// is, or there is none.</param>
/// <param name="ApprovalFault">Why the approval is not this host's own, or why that cannot be told; null when
/// it is, or there is none.</param>
/// <param name="ConsumedBy">The execution that used the approval before; null when none has.</param>
/// <param name="Refusal">Why the approval was refused for good before; null when it was not.</param>
/// <param name="Drifts">Paths that no longer are what the dry run saw.</param>
/// <param name="WorkspaceRoot">Where the workspace is now.</param>
internal sealed record GateFacts(
    DateTimeOffset Now,
    Observed<SecurityReading> Security,
    string? ReportFault,
    string? ApprovalFault,
    Observed<string?> ConsumedBy,
    Observed<string?> Refusal,
    Observed<ImmutableArray<Drift>> Drifts,
    string WorkspaceRoot);
