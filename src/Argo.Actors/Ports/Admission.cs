using Argo.Artifacts.Executions;

namespace Argo.Actors.Ports;

/// <summary>What admitting a request came to.</summary>
/// <param name="Entry">The store's entry.</param>
/// <param name="Existing">Whether the id was known already; nothing was written then.</param>
public sealed record Admission(ExecutionEntry Entry, bool Existing);
