using Argo.Artifacts.Security;

namespace Argo.Hosting;

/// <summary>How safe the host is held to be.</summary>
/// <param name="SecurityState">The worst that the host's monitor, the store and the security file
/// say.</param>
/// <param name="BoundaryState">The same of the boundary around it.</param>
/// <param name="Reason">Why; empty where nothing is said.</param>
/// <param name="SetState">What a person or program has set in the store; null when nothing ever was.</param>
/// <param name="SetBy">Who set that.</param>
/// <param name="SetAt">When, UTC.</param>
public sealed record SecurityStatus(
    SecurityState SecurityState,
    BoundaryState BoundaryState,
    string Reason,
    SecurityState? SetState,
    string? SetBy,
    DateTimeOffset? SetAt);
