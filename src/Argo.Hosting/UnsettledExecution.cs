using Argo.Artifacts.Executions;

namespace Argo.Hosting;

/// <summary>
/// An execution that changed its workspace in part and has not ended: nothing may run over what it holds
/// until a recovery undoes it, or a person gives it up.
/// </summary>
/// <param name="Entry">The index entry.</param>
/// <param name="Why">Why it has not ended, as the rest of a sentence that begins with its id.</param>
public sealed record UnsettledExecution(ExecutionEntry Entry, string Why)
{
    /// <summary>What it is, in a sentence without its full stop.</summary>
    public string Sentence =>
        $"{Entry.ExecutionId} in {Entry.WorkspaceRoot} {Why}: what its steps changed may stand there";

    /// <summary>What to type.</summary>
    public string Remedy =>
        $"'argo recover {Entry.ExecutionId}' undoes it; 'argo recover {Entry.ExecutionId} --abandon --reason "
        + "TEXT' gives it up";
}
