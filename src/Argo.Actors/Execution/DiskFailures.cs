using Argo.Artifacts.Files;

namespace Argo.Actors.Execution;

/// <summary>Tells the failures that a disk has from those that only a bug explains.</summary>
internal static class DiskFailures
{
    /// <summary>Whether a call to the disk may fail in this way; anything else is logged as a bug.</summary>
    public static bool IsExpected(Exception failure) => failure
        is WorkspaceException or IOException or UnauthorizedAccessException or OperationCanceledException;
}
