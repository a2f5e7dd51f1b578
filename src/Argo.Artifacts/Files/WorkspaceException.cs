namespace Argo.Artifacts.Files;

/// <summary>
/// The disk, or the workspace's owner, says no; what was staged is undone by whoever catches it.
/// </summary>
public sealed class WorkspaceException : Exception
{
    /// <summary>Names the path, relative to the workspace, and what to do about it.</summary>
    public WorkspaceException(
        WorkspaceFault fault, string message, string? path = null, Exception? cause = null)
        : base(message, cause)
    {
        Fault = fault;
        Path = path;
    }

    /// <summary>What kind of no it is.</summary>
    public WorkspaceFault Fault { get; }

    /// <summary>The path, relative to the workspace; null when it is the workspace as a whole.</summary>
    public string? Path { get; }
}
