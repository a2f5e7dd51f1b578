namespace Argo.Artifacts.Executions;

/// <summary>A row of the store's index that cannot be read any more: one of its cells was altered.</summary>
/// <param name="ExecutionId">The execution's id, as the row has it.</param>
/// <param name="Reason">What is wrong with it, in a sentence.</param>
public sealed record UnreadableExecution(string ExecutionId, string Reason);
