using System.Collections.Immutable;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Security;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Interpretation;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Simulation;

/// <summary>What the steps of a plan come to: success, blocked or unsafe, and why.</summary>
internal sealed record SimulationVerdict
{
    private const int ReasonsShown = 5;

    /// <summary>What was found.</summary>
    public required SimulationStatus Status { get; init; }

    /// <summary>Whether every step can be done, and every change undone.</summary>
    public required bool AllStepsSafe { get; init; }

    /// <summary>Each step and reason that stands against SUCCESS; null when none does.</summary>
    public string? Reason { get; init; }

    /// <summary>The steps as the report has them.</summary>
    public required ImmutableArray<SimulatedStep> Steps { get; init; }

    /// <summary>Steps that change something and have no undo: by the plan they cannot be undone.</summary>
    public ImmutableArray<int> Irreversible { get; init; } = [];

    /// <summary>The undo of the whole plan, in words.</summary>
    public required string RollbackSummary { get; init; }

    /// <summary>The highest risk of any step.</summary>
    public SafetyLevel HighestRisk =>
        Steps.Select(step => step.RiskLevel).DefaultIfEmpty(SafetyLevel.Safe).Max();

    /// <summary>How many paths change.</summary>
    public int Changes =>
        Steps.SelectMany(step => step.AffectedResources).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Judges the interpretations, one for each step of the plan in its order.</summary>
    public static SimulationVerdict Of(ExecutionPlanArtifact plan, ImmutableArray<StepInterpretation> steps)
    {
        var blocked = steps.Where(IsBlocked).Select(Blocking).ToList();
        var dangers = steps
            .SelectMany((step, index) => WhyUnsafe(step, plan.Steps[index])).ToList();
        return new SimulationVerdict
        {
            Status = blocked.Count > 0 ? SimulationStatus.Blocked
                : dangers.Count > 0 ? SimulationStatus.Unsafe
                : SimulationStatus.Success,
            AllStepsSafe = blocked.Count == 0 && dangers.Count == 0 && !WithoutUndo(steps).Any(),
            Reason = Joined(blocked.Count > 0 ? blocked : dangers),
            Steps = [.. steps.Select(step => step.Simulated)],
            Irreversible = [.. WithoutUndo(steps)],
            RollbackSummary = Summarize(steps),
        };
    }

    private static IEnumerable<int> WithoutUndo(IEnumerable<StepInterpretation> steps) =>
        steps.Where(step => step.Obstacle is { MayBeAccepted: true }).Select(step => step.Simulated.StepId);

    private static bool IsBlocked(StepInterpretation step) =>
        !step.Simulated.CanSimulate || step.Simulated.PreconditionStatus != PreconditionStatus.Met;

    private static IEnumerable<string> WhyUnsafe(StepInterpretation step, PlanStep planned)
    {
        if (step.Obstacle is { } obstacle && !(planned.Irreversible && obstacle.MayBeAccepted))
            yield return Endangering(step, obstacle);
        if (step.UnfitProcedure is { } unfit)
            yield return $"{Name(step.Simulated)} is unsafe: {unfit}";
    }

    private static string Blocking(StepInterpretation step) => $"{Name(step.Simulated)} is blocked: "
        + (step.Simulated.SimulationBlockedReason ?? step.Simulated.PreconditionDetails);

    private static string Endangering(StepInterpretation step, UndoObstacle obstacle) =>
        $"{Name(step.Simulated)} is unsafe: {obstacle.Reason}"
        + (obstacle.MayBeAccepted ? "; set irreversible on the step to accept that" : "");

    private static string Name(SimulatedStep step) =>
        $"step {step.StepId} ({VisibleText.Escape(step.ActionType.Name)} {Quote(step.Target)})";

    private static string? Joined(List<string> reasons)
    {
        if (reasons.Count == 0)
            return null;
        var more = reasons.Count - ReasonsShown;
        var shown = string.Join("; ", reasons.Take(ReasonsShown));
        return more > 0 ? $"{shown}; and {Count(more, "more step", "more steps")}" : shown;
    }

    private static string Named(string words, IEnumerable<int> steps) =>
        steps.Any() ? $"{words}{string.Join(", ", steps)}." : "";

    private static string Summarize(ImmutableArray<StepInterpretation> steps)
    {
        var changing = steps.Where(step => step.Changes.Length > 0).ToList();
        if (changing.Count == 0)
            return "Nothing to undo: no step changes anything.";
        var obstructed = changing.Where(step => step.Obstacle is not null).ToList();
        var impossible = obstructed.Where(step => !step.Obstacle!.MayBeAccepted);
        var summary = $"{Count(changing.Count, "step changes", "steps change")} something; "
            + $"{changing.Count - obstructed.Count} can be undone, in reverse order, until the execution has "
            + "ended; nothing is kept to undo it afterwards.";
        return summary + Named(" Without an undo: step ", WithoutUndo(changing))
            + Named(" No undo is possible here for step ", impossible.Select(step => step.Simulated.StepId));
    }
}
