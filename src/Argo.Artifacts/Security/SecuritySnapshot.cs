namespace Argo.Artifacts.Security;

/// <summary>What the security monitor said at one moment.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="SecurityState">Of the host.</param>
/// <param name="BoundaryState">Of the boundary around it.</param>
/// <param name="Context">Which moment: <c>Pre-execution</c>, or <c>Post-execution (completed)</c> and its
/// kin.</param>
public sealed record SecuritySnapshot(
    DateTimeOffset Timestamp, SecurityState SecurityState, BoundaryState BoundaryState, string Context);
