using Argo.Hosting.Adapters;
using Argo.Hosting.Client;
using Argo.Storage;
using Argo.Workspaces.Paths;

namespace Argo.Hosting.Diagnostics;

/// <summary>
/// Asks each check in turn: the data directory, the store in it, its workspaces, the security state,
/// the clock, executions.
/// </summary>
internal sealed class ArgoDoctor(ArgoOptions options, TimeProvider time) : IArgoDoctor
{
    public DoctorReport Examine(string? workspace = null)
    {
        var findings = new List<DoctorFinding>(DataDirectoryCheck.Examine(options.DataDirectory));
        findings.AddRange(TrustedKeyCheck.Examine(options.DataDirectory));
        var store = StoreFactory.PostgresOf(options) is { } server
            ? StoreCheck.Examine(server, findings)
            : StoreCheck.Examine(StoreFactory.FileOf(options), findings);
        foreach (var known in Named(workspace, store).Concat(WorkspacesOf(store))
            .DistinctBy(known => known.Root))
            findings.AddRange(WorkspaceCheck.Examine(known, store));
        findings.AddRange(NamesOfNobody(store));
        findings.AddRange(SecurityCheck.Examine(store?.Lockdown, options.SecurityFile));
        if (store is not null)
        {
            findings.AddRange(ClockCheck.Examine(store, time.GetUtcNow()));
            findings.AddRange(ExecutionCheck.Examine(store));
        }

        return new DoctorReport([.. findings]);
    }

    /// <summary>Those with a name, and those in which an execution of this store has worked.</summary>
    private IEnumerable<KnownWorkspace> WorkspacesOf(StoreInspection? store) =>
        options.Workspaces.Select(one => new KnownWorkspace(one.Key, CanonicalPath.Of(one.Value)))
            .Concat((store?.Workspaces ?? []).Where(one => one.IsInForce)
                .Select(one => new KnownWorkspace(one.Name, one.Root, IsRegistered: true)))
            .Concat((store?.Executions ?? []).Select(one => new KnownWorkspace(
                one.WorkspaceRoot, one.WorkspaceRoot)));

    /// <summary>
    /// The one that a person asks about is looked at itself, whether the store knows it or not.
    /// </summary>
    private KnownWorkspace[] Named(string? given, StoreInspection? store)
    {
        if (given is null)
            return [];
        var meant = new WorkspaceNames(options, store?.Workspaces ?? []).Find(given);
        return [WorkspacesOf(store).FirstOrDefault(known => known.Root == meant.Root)
            ?? new KnownWorkspace(meant.Name, meant.Root)];
    }

    private static IEnumerable<DoctorFinding> NamesOfNobody(StoreInspection? store)
    {
        var names = (store?.Workspaces ?? []).Where(one => !one.IsInForce).Select(one => one.Name).ToArray();
        if (names.Length > 0)
            yield return new("workspace", string.Join(", ", names), DoctorStatus.Note,
                "an earlier version gave these names by itself; they stand for nothing",
                "argo workspace list shows them; add those that you want, remove the others");
    }
}
