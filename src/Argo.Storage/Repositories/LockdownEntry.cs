using Argo.Artifacts.Security;

namespace Argo.Storage.Repositories;

/// <summary>The security state as somebody has set it.</summary>
/// <param name="State">The state.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who set it.</param>
/// <param name="At">When, UTC.</param>
public sealed record LockdownEntry(SecurityState State, string Reason, string By, DateTimeOffset At);
