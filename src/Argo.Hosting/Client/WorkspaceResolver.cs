using Argo.Artifacts.Plans;
using Argo.Storage;

namespace Argo.Hosting.Client;

/// <summary>Finds the workspace that is meant; registers nothing.</summary>
internal sealed class WorkspaceResolver(ArgoOptions options, ArgoStore store)
{
    public async Task<WorkspaceRef> ResolveAsync(string? nameOrDirectory, ExecutionPlanArtifact? plan)
    {
        var names = new WorkspaceNames(options, await store.Workspaces.ListAsync().ConfigureAwait(false));
        var found = nameOrDirectory is null ? null : names.Find(nameOrDirectory);
        var wanted = plan?.Workspace is { } name ? names.FindForPlan(name) : null;
        if (found is not null && wanted is not null && found.Root != wanted.Root)
        {
            throw new ArgoException(ArgoFault.InvalidInput,
                $"workspace: the plan is for '{plan!.Workspace}' ({wanted.Root}), not for '{found.Root}'; "
                + "choose that workspace, or correct the plan.");
        }

        return wanted ?? found
            ?? throw new ArgoException(ArgoFault.InvalidInput, "workspace: name one, or give its directory.");
    }
}
