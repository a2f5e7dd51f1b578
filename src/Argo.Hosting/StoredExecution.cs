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

    /// <summary>
    /// Whether it has no end and belongs to a process of another host or PID namespace, so that it cannot be
    /// told from here whether that runs; the workspace's lock decides at a recovery.
    /// </summary>
    public bool IsOutOfSight { get; init; }
}
