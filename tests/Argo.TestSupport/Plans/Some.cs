using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;

namespace Argo.TestSupport.Plans;

/// <summary>Plans and steps for tests.</summary>
public static class Some
{
    public static ExecutionPlanArtifact Plan(params PlanStep[] steps) => new()
    {
        PlanId = "plan_1",
        IntentId = "intent_1",
        TranscriptionId = "transcription_1",
        IntentText = "Tidy up",
        CreatedAt = DateTimeOffset.UnixEpoch,
        Steps = [.. steps.Select((step, index) => step with { StepId = index + 1 })],
    };

    public static PlanStep Step(ActionType action, string target, StepParameters? parameters = null) => new()
    {
        StepId = 1,
        ActionType = action,
        Operation = $"{action.Name}_it",
        Target = target,
        Parameters = parameters ?? new StepParameters(),
    };

    public static PlanStep Write(string target, string content, string? mode = null, bool parents = false) =>
        Step(ActionType.Write, target, new() { Content = content, Mode = mode, CreateParents = parents });

    public static PlanStep Create(string target, EntryKind kind = EntryKind.File, string? mode = null) =>
        Step(ActionType.Create, target, new() { Kind = kind, Mode = mode });

    public static PlanStep Directory(string target, string? mode = null) =>
        Create(target, EntryKind.Directory, mode);

    public static PlanStep Delete(string target, bool recursive = false) =>
        Step(ActionType.Delete, target, new() { Recursive = recursive });

    public static PlanStep Read(string target) => Step(ActionType.Read, target);

    public static PlanStep Query(string target) => Step(ActionType.Query, target);

    public static PlanStep Move(string target, string destination, bool overwrite = false) =>
        Step(ActionType.Move, target, new() { Destination = destination, Overwrite = overwrite });

    public static PlanStep Copy(string target, string destination, bool overwrite = false) =>
        Step(ActionType.Copy, target, new() { Destination = destination, Overwrite = overwrite });

    public static PlanStep Chmod(string target, string mode) =>
        Step(ActionType.Chmod, target, new() { Mode = mode });

    public static PlanStep Modify(string target, string find, string replace, int count = 1) =>
        Step(ActionType.Modify, target,
            new() { Edits = [new() { Find = find, Replace = replace, Count = count }] });
}
