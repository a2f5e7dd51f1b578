using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Storage;
using Argo.Workspaces.Transactions;

namespace Argo.Hosting.Diagnostics;

/// <summary>
/// One workspace: reachable, what its file system can promise, who holds it, and what lies in its vault.
/// </summary>
internal static class WorkspaceCheck
{
    private const string Check = "workspace";

    public static IEnumerable<DoctorFinding> Examine(KnownWorkspace workspace, StoreInspection? store)
    {
        var (name, root) = (workspace.Name, workspace.Root);
        WorkspaceInspection seen;
        try
        {
            seen = WorkspaceInspection.Look(root);
        }
        catch (WorkspaceException no)
        {
            return [Unreachable(workspace, no.Message, store)];
        }

        return [.. Self(name, root, seen),
            .. seen.Stages.Select(stage => Stage(name, root, stage, seen, store))];
    }

    /// <summary>
    /// A tree that is gone needs a person only where something refers to it that has not ended.
    /// </summary>
    private static DoctorFinding Unreachable(KnownWorkspace workspace, string why, StoreInspection? store)
    {
        var (name, root) = (workspace.Name, workspace.Root);
        var open = store?.Executions.Any(
            one => one.WorkspaceRoot == root && one.State is ExecutionState.Queued
                or ExecutionState.Running or ExecutionState.Parked or ExecutionState.Halted) is true;
        return (open, workspace.IsRegistered) switch
        {
            (true, _) => new(Check, name, DoctorStatus.Problem, why,
                $"mount or restore {root}, or settle what has not ended in it (see the executions)"),
            (false, true) => new(Check, name, DoctorStatus.Problem, why,
                $"mount or restore {root}; or, if it is gone for good, argo workspace remove {name}"),
            (false, false) => new(Check, name, DoctorStatus.Note, $"{why} Everything in it had ended"),
        };
    }

    private static IEnumerable<DoctorFinding> Self(string name, string root, WorkspaceInspection seen)
    {
        yield return new(Check, name, DoctorStatus.Ok, $"{root} on {seen.FileSystemName}: {Meaning(seen)}");
        if (seen.LosesDirectories)
            yield return new(Check, name, DoctorStatus.Note,
                "this ext4 has no journal: a power cut while a plan deletes or moves a directory can leave "
                + "it in 'lost+found' alone; the undo looks there and names it; files are all or nothing",
                $"give the file system of {root} a journal while it is unmounted: "
                + "tune2fs -O has_journal DEVICE");
        if (seen.IsReadOnly)
            yield return new(Check, name, DoctorStatus.Problem, "it is mounted read-only",
                $"mount -o remount,rw the file system of {root}");
        if (seen.VaultProblem is { } problem)
            yield return new(Check, name, DoctorStatus.Problem,
                $"{WorkspaceInspection.VaultOf(root)}: {problem}",
                "look at who made it; then correct or remove it");
        if (seen.Holder is { } holder)
            yield return new(Check, name, DoctorStatus.Note, $"it is in use by {holder}");
        if (!seen.SetAside.IsEmpty)
        {
            yield return new(Check, name, DoctorStatus.Note,
                $"{seen.SetAside.Length} object(s) of others were set aside: "
                + $"{string.Join(", ", seen.SetAside)}",
                $"look at {WorkspaceInspection.ConflictsOf(root)} and remove what nobody needs");
        }
    }

    private static string Meaning(WorkspaceInspection seen) => seen.FileSystemClass switch
    {
        FileSystemClass.Exchange when seen.FileSystemName is "tmpfs" =>
            "class A, swaps are one call each; nothing on it survives a power cut",
        FileSystemClass.Exchange => "class A, swaps are one call each and keep their order over a power cut",
        FileSystemClass.LinkAndExchange =>
            "class B, swaps are one call each; originals get a second name before",
        _ => "class C, plain renames: another program's write in the moment of a swap can be overwritten",
    };

    private static DoctorFinding Stage(
        string name, string root, string stage, WorkspaceInspection seen, StoreInspection? store)
    {
        var at = WorkspaceInspection.PathOfStage(root, stage);
        var owner = store?.Executions.FirstOrDefault(
            entry => WorkspaceInspection.IsStageOf(stage, entry.ExecutionId));
        return owner switch
        {
            null => Stray(name, root, stage, seen, store),
            { State: ExecutionState.Parked or ExecutionState.Halted } => new(Check, name, DoctorStatus.Note,
                $"{at} keeps the originals of {owner.ExecutionId}, which is {owner.State}"),
            { State: ExecutionState.Abandoned } => new(Check, name, DoctorStatus.Note,
                $"{at} keeps the originals of {owner.ExecutionId}, which was given up",
                $"once you miss nothing, remove it: rm -rf '{at}'"),
            { State: ExecutionState.Queued or ExecutionState.Running } => new(Check, name, DoctorStatus.Note,
                $"{at} is the stage of {owner.ExecutionId}, which has not ended"),
            _ => new(Check, name, DoctorStatus.Note,
                $"{at} is left over from {owner.ExecutionId}, which has ended ({owner.State})",
                $"once you miss nothing, remove it: rm -rf '{at}'"),
        };
    }

    private static DoctorFinding Stray(
        string name, string root, string stage, WorkspaceInspection seen, StoreInspection? store)
    {
        var unknown = UnknownStages.Describe(root, stage, seen.Holder);
        var why = store is null
            ? "there is no store here that could know it"
            : "this data directory knows no such execution";
        return seen.Holder is { } holder
            ? new(Check, name, DoctorStatus.Note,
                $"{unknown.Path} may be of {holder}, which is at work there: {why}")
            : new(Check, name, DoctorStatus.Problem,
                $"{unknown.Path} is what an execution left, so the tree may be half changed: {why}, and "
                + "nothing runs in this workspace",
                unknown.Remedy);
    }
}
