using System.Collections.Immutable;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Undo;

namespace Argo.Hosting;

/// <summary>An execution whose undo could not finish.</summary>
/// <param name="Entry">The index entry.</param>
/// <param name="Conflicts">What is in the way, for a person to decide.</param>
/// <param name="Left">What is not as it was, in words.</param>
/// <param name="Unreadable">Why its journal cannot be read; null when it can.</param>
public sealed record ParkedExecution(
    ExecutionEntry Entry,
    ImmutableArray<RollbackConflict> Conflicts,
    ImmutableArray<string> Left,
    string? Unreadable);
