using Argo.Artifacts.Executions;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;

namespace Argo.Hosting;

/// <summary>One execution as the store has it.</summary>
/// <param name="Entry">The index entry.</param>
/// <param name="Result">Its outcome; null while it runs.</param>
/// <param name="Record">Its record; null while it runs.</param>
/// <param name="RecordBytes">The record's canonical bytes as stored; null while it runs.</param>
public sealed record StoredExecution(
    ExecutionEntry Entry, ExecutionResultArtifact? Result, ExecutionRecord? Record,
    ReadOnlyMemory<byte>? RecordBytes)
{
    /// <summary>
    /// Whether it has no end although the process that ran it, one of this machine, is gone: only a recovery
    /// ends it. Of another machine's process nobody here can tell.
    /// </summary>
    public bool IsLeftBehind { get; init; }
}
