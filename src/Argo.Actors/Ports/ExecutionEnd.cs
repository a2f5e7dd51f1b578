using Argo.Artifacts.Executions;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;

namespace Argo.Actors.Ports;

/// <summary>How an execution ended.</summary>
/// <param name="State">Where it stands in the store.</param>
/// <param name="Result">The outcome for the host.</param>
/// <param name="Record">The observer's account.</param>
public sealed record ExecutionEnd(
    ExecutionState State, ExecutionResultArtifact Result, ExecutionRecord Record);
