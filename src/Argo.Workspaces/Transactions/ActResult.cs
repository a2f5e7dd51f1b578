using System.Collections.Immutable;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.Transactions;

/// <summary>What acting on one step did.</summary>
/// <param name="AppliedSwaps">
/// Swaps that were made and stand; one that was put back at once is not among them.
/// </param>
/// <param name="Found">
/// What is on the disk now at every path that the step changes, read through handles.
/// </param>
/// <param name="Refusal">Why it stopped; null when every swap stands.</param>
internal sealed record ActResult(
    ImmutableArray<int> AppliedSwaps,
    ImmutableSortedDictionary<string, Fingerprint> Found,
    WorkspaceException? Refusal);
