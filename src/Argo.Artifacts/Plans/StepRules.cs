using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>What a step must be beyond its form.</summary>
internal static class StepRules
{
    /// <summary>
    /// The operation of a Python plan's step that copies a file aside before it is overwritten.
    /// </summary>
    public const string BackupExisting = "backup_existing";

    /// <exception cref="ArtifactFormatException">It is not; the path begins with
    /// <paramref name="path"/>.</exception>
    public static PlanStep Check(PlanStep step, string path, bool python, VerbCatalog verbs)
    {
        PlanRules.Require($"{path}.action_type", WhyNotAction(step.ActionType));
        PlanRules.Require($"{path}.target", WhyNotTarget(step, verbs));
        return verbs.Find(step.ActionType) is { } verb
            ? step with { Parameters = new ParameterRules(verb, step, $"{path}.parameters", python).Check() }
            : step;
    }

    private static string? WhyNotAction(ActionType action) =>
        PlanNames.IsAction(action.Name ?? "")
            ? null
            : "must be an action's name, such as write, in lower snake case";

    /// <remarks>
    /// A step that acts on something else than a file is never done, so its target is not judged.
    /// </remarks>
    private static string? WhyNotTarget(PlanStep step, VerbCatalog verbs)
    {
        if (!verbs.ActsElsewhere(step.ActionType))
            return WorkspacePath.WhyNot(step.Target);
        return step.Target.Length == 0 || step.Target.Contains('\0', StringComparison.Ordinal)
            ? "must not be empty"
            : null;
    }
}
