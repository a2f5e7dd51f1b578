using Argo.Artifacts.Plans;

namespace Argo.Actors.Execution;

/// <summary>A step for people: the planner's name for it, else its action, and its target.</summary>
internal static class StepName
{
    public static string Of(PlanStep step) =>
        $"{(step.Operation.Length > 0 ? step.Operation : step.ActionType.Name)} {step.Target}";
}
