using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Ports;

/// <summary>What comparing a directory with an execution's workspace came to.</summary>
/// <param name="Plan">
/// The undo plan for the objects there; null when they cannot be told to be those of the workspace.
/// </param>
/// <param name="Differences">
/// How the tree differs from what it was before the execution; empty when it is the same.
/// </param>
public sealed record RelocationFinding(UndoPlan? Plan, ImmutableArray<Drift> Differences);
