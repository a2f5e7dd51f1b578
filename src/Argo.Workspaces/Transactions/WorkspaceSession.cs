using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Locking;
using Argo.Workspaces.Transactions.Undo;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions;

/// <summary>
/// P0: what an execution stands on, the root, the lock, the vault, and what the file system can do.
/// </summary>
internal sealed record WorkspaceSession(
    ConfinedRoot Root,
    SharedWorkspace Shared,
    ProbedFileSystem FileSystem,
    FailpointKernel? Failpoints,
    string BootId) : IDisposable
{
    /// <summary>
    /// Opens the root before anything is written, then takes the lock, makes the vault and probes.
    /// </summary>
    /// <param name="rootPath">The root, absolute.</param>
    /// <param name="options">How to work.</param>
    /// <param name="asClass">The class that an undo plan was made for; null believes the probe.</param>
    /// <param name="check">What the root must be, before anything is made in it.</param>
    public static WorkspaceSession Enter(
        string rootPath, TransactionOptions options, FileSystemClass? asClass,
        Action<ConfinedRoot>? check = null)
    {
        var failpoints = (options.Failpoint ?? options.Failpoints.AtSystemCalls) is { } told
            ? new FailpointKernel(options.Kernel, told)
            : null;
        var root = ConfinedRoot.Open(rootPath, failpoints ?? options.Kernel);
        SharedWorkspace? shared = null;
        try
        {
            check?.Invoke(root);
            shared = SharedWorkspace.Join(root, options.HolderName);
            var fileSystem = Probe(shared, root, asClass);
            fileSystem = fileSystem with
            {
                Class = asClass ?? options.ForcedClass ?? fileSystem.Class,
                HasLinks = fileSystem.HasLinks && !options.ForcedNoLinks,
            };
            return new WorkspaceSession(root, shared, fileSystem, failpoints, root.Kernel.BootId);
        }
        catch
        {
            shared?.Dispose();
            root.Dispose();
            throw;
        }
    }

    /// <remarks>
    /// An undo knows its class already. It must not fail for what a probe needs and an undo does not: room
    /// for new files, names that can be removed.
    /// </remarks>
    private static ProbedFileSystem Probe(SharedWorkspace shared, ConfinedRoot root, FileSystemClass? asClass)
    {
        try
        {
            return shared.Probe(root);
        }
        catch (WorkspaceException) when (asClass is not null)
        {
            return new ProbedFileSystem(asClass.Value, "unknown", HasLinks: false, CopiesUp: false);
        }
    }

    /// <summary>Refuses an execution whose stage is there already, claimed or not.</summary>
    public void NeedNoStage(string executionId)
    {
        if (StagesOf(executionId).Count == 0)
            return;
        throw new WorkspaceException(
            WorkspaceFault.Conflict,
            $"Execution '{executionId}' has staged objects in '{Root.RootPath}' already. "
            + $"Run 'argo recover {executionId}' first.");
    }

    /// <summary>Whether the execution has a stage under any name.</summary>
    public bool HasStage(string executionId) => StagesOf(executionId).Count > 0;

    /// <summary>
    /// Refuses a root that is not the one that the undo plan was made in, and a plan with a row that leads
    /// outside, or that Argo cannot have written.
    /// </summary>
    public static void NeedFitting(ConfinedRoot root, UndoPlan? plan, string executionId)
    {
        if (plan is null)
            return;
        if (plan.RootIdentity is not { } known || !known.IsSameObject(root.RootStat.Identity))
            throw new WorkspaceException(
                WorkspaceFault.Refused,
                $"'{root.RootPath}' is not the directory that this execution worked in "
                + $"(found {root.RootStat.Identity.InWords()}, expected {plan.RootIdentity.InWords()}): "
                + "it was replaced, copied or restored. Nothing was touched. Put the original directory "
                + $"back; or type 'argo recover {executionId} --workspace DIR' with the directory that its "
                + "files are in by now, so that these are compared; or give it up: "
                + $"'argo recover {executionId} --abandon --reason TEXT'.");
        UndoPlanRules.Check(plan, root, executionId);
    }

    /// <summary>
    /// An execution's stage, under the highest epoch. It may be gone: then nothing has its name, and whoever
    /// needs it finds nothing there.
    /// </summary>
    public StageDirectory FindStage(string executionId)
    {
        var name = StagesOf(executionId).OrderByDescending(stage => stage.Epoch).FirstOrDefault().Name;
        var stage = new StageDirectory(
            Root.Kernel, Shared.Vault.Executions, name ?? ExecutionName.Of(executionId));
        if (name is not null)
            NeedDirectory(stage);
        return stage;
    }

    /// <summary>Leaves the workspace.</summary>
    public void Dispose()
    {
        Shared.Dispose();
        Root.Dispose();
    }

    /// <summary>
    /// The drafts that recoveries up to this one were stopped in; none of a later one, which may be at work.
    /// </summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="upTo">The name of this one's stage.</param>
    public IEnumerable<string> DraftsOf(string executionId, string upTo)
    {
        var last = ExecutionName.EpochOf(upTo, executionId) ?? 0;
        return StageNames().Where(name => ExecutionName.DraftEpochOf(name, executionId) <= last);
    }

    private List<(string Name, int Epoch)> StagesOf(string executionId) =>
    [
        .. from name in StageNames()
           let epoch = ExecutionName.EpochOf(name, executionId)
           where epoch is not null
           select (name, epoch.Value),
    ];

    private IEnumerable<string> StageNames()
    {
        var errno = Root.Kernel.ReadNames(Shared.Vault.Executions, out var names);
        if (errno is not Errno.NotFound) // the vault itself was removed while we had it open
            errno.OrThrow("list", ".argo/x");
        return names.Select(bytes => PathBytes.Text(bytes));
    }

    private void NeedDirectory(StageDirectory stage)
    {
        Root.Kernel.Open(stage.At, PathBytes.OfName(stage.Name), OpenFor.DirectoryReference, out var handle)
            .OrThrow("open", stage.Shown(""));
        handle.Dispose();
    }
}
