using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;

namespace Argo.Hosting.Adapters;

/// <summary>
/// The data directory is this user's alone: whoever can write into it could approve plans, forge evidence
/// and rewrite the journal.
/// </summary>
internal static class DataDirectoryRules
{
    /// <summary>By what others could change it; empty when they cannot.</summary>
    /// <exception cref="WorkspaceException">It cannot be looked at.</exception>
    public static ImmutableArray<PrivacyFault> FindFaults(string directory) =>
        PrivateDirectory.FindFaults(directory, DataDirectoryFiles.Guarded);

    /// <exception cref="ArgoException">Others can change it, or it cannot be looked at.</exception>
    public static void Require(string directory)
    {
        try
        {
            if (FindFaults(directory) is [var fault, ..])
                throw new ArgoException(
                    ArgoFault.NotReachable,
                    $"The data directory '{directory}' cannot be used: '{fault.Path}' {fault.Problem}. "
                    + $"To mend it, {fault.Remedy}; or name another with --data or ARGO_DATA.");
        }
        catch (WorkspaceException unseen)
        {
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"The data directory '{directory}' cannot be looked at: {unseen.Message} "
                + "Name another with --data or ARGO_DATA.",
                unseen);
        }
    }
}
