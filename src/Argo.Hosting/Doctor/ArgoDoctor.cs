using Argo.Hosting.Joining;
using Argo.Storage;

namespace Argo.Hosting.Doctor;

/// <summary>
/// Asks each check in turn: the data directory, the store in it, its workspaces, the security state,
/// the clock, executions.
/// </summary>
internal sealed class ArgoDoctor(ArgoOptions options, TimeProvider time) : IArgoDoctor
{
    public DoctorReport Examine()
    {
        var findings = new List<DoctorFinding>(DataDirectoryCheck.Examine(options.DataDirectory));
        findings.AddRange(TrustedKeyCheck.Examine(options.DataDirectory));
        var store = StoreDoor.PostgresOf(options) is { } server
            ? StoreCheck.Examine(server, findings)
            : StoreCheck.Examine(StoreDoor.FileOf(options), findings);
        var workspaces = WorkspacesOf(store).ToArray();
        foreach (var (name, root) in workspaces)
            findings.AddRange(WorkspaceCheck.Examine(name, root, store));
        findings.AddRange(SecurityCheck.Examine(store?.Lockdown, options.SecurityFile));
        if (store is not null)
        {
            findings.AddRange(ClockCheck.Examine(store, time.GetUtcNow()));
            findings.AddRange(ExecutionCheck.Examine(store));
        }

        return new DoctorReport([.. findings]);
    }

    private IEnumerable<(string Name, string Root)> WorkspacesOf(StoreInspection? store) =>
        options.Workspaces.Select(configured => (configured.Key, Path.GetFullPath(configured.Value)))
            .Concat((store?.Workspaces ?? []).Select(entry => (entry.Name, entry.Root)))
            .DistinctBy(workspace => workspace.Item2);
}
