using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;

namespace Argo.Cli.Rendering;

/// <summary>
/// Progress on stderr: one line redrawn in place on a terminal, else one plain line a step.
/// </summary>
/// <remarks>Reports come one after the other, in order; they are drawn as they come.</remarks>
internal sealed class ProgressLines : IProgress<ExecutionProgress>, IDisposable
{
    private const int BarWidth = 20;

    private readonly Screen _screen;
    private readonly ExecutionPlanArtifact _plan;
    private readonly WaitIndicator _wait;
    private int _done;

    public ProgressLines(Screen screen, TimeProvider time, ExecutionPlanArtifact plan) =>
        (_screen, _plan, _wait) = (screen, plan, new WaitIndicator(screen, time, "beginning"));

    public void Report(ExecutionProgress value)
    {
        if (value.EventType is StepEventType.StepCompleted)
            _done++;
        _wait.Now(_screen.CanRedraw ? Bar(value) : Doing(value));
        if (!_screen.CanRedraw && Line(value) is { } line)
            _screen.Say(line);
    }

    public void Dispose() => _wait.Dispose();

    private string Bar(ExecutionProgress value)
    {
        var filled = _plan.Steps.Length == 0 ? BarWidth : BarWidth * _done / _plan.Steps.Length;
        var bar = new string('#', filled).PadRight(BarWidth, '.');
        return $"[{bar}] {_done}/{_plan.Steps.Length} {Doing(value)}";
    }

    private string Doing(ExecutionProgress value) => value switch
    {
        { Phase: ExecutionPhase.RollingBack } => "undoing",
        { StepIndex: { } index } when Step(index) is { } step =>
            Named(step),
        _ => Visible.Line(value.Message),
    };

    private string? Line(ExecutionProgress value) => value switch
    {
        { StepIndex: { } index, EventType: { } type } when Step(index) is { } step
            && Word(type) is { } word =>
            $"{word} {index + 1}/{_plan.Steps.Length} "
            + (HasReason(type) ? $"step {step.StepId} {Visible.Line(value.Message)}" : Named(step)),
        { Phase: ExecutionPhase.RollingBack or ExecutionPhase.Halting, EventType: null } =>
            Visible.Line(value.Message),
        _ => null,
    };

    /// <summary>As the plan numbers it.</summary>
    private static string Named(PlanStep step) =>
        $"step {step.StepId} {Visible.Line($"{step.ActionType} {step.Target}")}";

    /// <summary>Whether the message says more than the step's name.</summary>
    private static bool HasReason(StepEventType type) =>
        type is StepEventType.StepFailed or StepEventType.CompensationFailed;

    private static string? Word(StepEventType type) => type switch
    {
        StepEventType.StepCompleted => "done",
        StepEventType.StepFailed => "failed",
        StepEventType.StepCompensated => "undone",
        StepEventType.CompensationFailed => "NOT undone",
        _ => null,
    };

    private PlanStep? Step(int index) => index >= 0 && index < _plan.Steps.Length ? _plan.Steps[index] : null;
}
