using Argo.Artifacts.Executions;
using Argo.Artifacts.Results;

namespace Argo.Cli.Rendering;

/// <summary>One line of <c>argo list</c>.</summary>
/// <param name="Entry">The execution.</param>
/// <param name="Result">Its outcome; null while it runs.</param>
/// <param name="IsLeftBehind">Whether the process that ran it is gone, and left it without an end.</param>
/// <param name="IsOutOfSight">Whether it cannot be told from here whether that process runs.</param>
internal sealed record ListRow(
    ExecutionEntry Entry, ExecutionResultArtifact? Result, bool IsLeftBehind, bool IsOutOfSight = false);
