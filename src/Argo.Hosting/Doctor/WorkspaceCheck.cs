using Argo.Artifacts;
using Argo.Storage;
using Argo.Workspaces.Staging;

namespace Argo.Hosting.Doctor;

/// <summary>
/// One workspace: reachable, what its file system can promise, who holds it, and what lies in its vault.
/// </summary>
internal static class WorkspaceCheck
{
    private const string Check = "workspace";

    public static IEnumerable<DoctorFinding> Examine(string name, string root, StoreInspection? store)
    {
        WorkspaceInspection seen;
        try
        {
            seen = WorkspaceInspection.Look(root);
        }
        catch (WorkspaceException no)
        {
            var remedy = $"mount or restore {root}; if it is gone for good, nothing can be recovered in it";
            return [new(Check, name, DoctorStatus.Problem, no.Message, remedy)];
        }

        return [.. Self(name, root, seen),
            .. seen.Stages.Select(stage => Stage(name, root, stage, seen, store))];
    }

    private static IEnumerable<DoctorFinding> Self(string name, string root, WorkspaceInspection seen)
    {
        yield return new(Check, name, DoctorStatus.Ok, $"{root} on {seen.FileSystemName}: {Meaning(seen)}");
        if (seen.LosesDirectories)
            yield return new(Check, name, DoctorStatus.Note,
                "this ext4 has no journal: a power cut while a plan deletes or moves a directory can leave it "
                + "in 'lost+found' alone, where the undo looks for it and names it; files are all or nothing",
                $"give the file system of {root} a journal while it is unmounted: "
                + "tune2fs -O has_journal DEVICE");
        if (seen.IsReadOnly)
            yield return new(Check, name, DoctorStatus.Problem, "it is mounted read-only",
                $"mount -o remount,rw the file system of {root}");
        if (seen.VaultProblem is { } problem)
            yield return new(Check, name, DoctorStatus.Problem, $"{root}/.argo: {problem}",
                "look at who made it; then correct or remove it");
        if (seen.Holder is { } holder)
            yield return new(Check, name, DoctorStatus.Note, $"it is in use by {holder}");
        if (!seen.SetAside.IsEmpty)
        {
            yield return new(Check, name, DoctorStatus.Note,
                $"{seen.SetAside.Length} object(s) of others were set aside: "
                + $"{string.Join(", ", seen.SetAside)}",
                $"look at {root}/.argo/conflicts and remove what nobody needs");
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
        var at = $"{root}/.argo/x/{stage}";
        var owner = store?.Executions.FirstOrDefault(
            entry => WorkspaceInspection.IsStageOf(stage, entry.ExecutionId));
        return owner switch
        {
            null => Stray(name, at, seen, store),
            { State: ExecutionState.Parked or ExecutionState.Halted } => new(Check, name, DoctorStatus.Note,
                $"{at} keeps the originals of {owner.ExecutionId}, which is {owner.State}"),
            { State: ExecutionState.Queued or ExecutionState.Running } => new(Check, name, DoctorStatus.Note,
                $"{at} is the stage of {owner.ExecutionId}, which has not ended"),
            _ => new(Check, name, DoctorStatus.Note,
                $"{at} is left over from {owner.ExecutionId}, which has ended ({owner.State})",
                $"once you miss nothing, remove it: rm -rf '{at}'"),
        };
    }

    private static DoctorFinding Stray(
        string name, string at, WorkspaceInspection seen, StoreInspection? store)
    {
        var why = store is null ? "the store cannot be read" : "this data directory knows no such execution";
        return new(
            Check,
            name,
            seen.Holder is null ? DoctorStatus.Problem : DoctorStatus.Note,
            $"{at} belongs to nobody here: {why}. Argo neither uses nor removes it",
            StrayStages.ByHand(at));
    }
}
