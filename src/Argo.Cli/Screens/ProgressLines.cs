using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Artifacts;

namespace Argo.Cli.Screens;

/// <summary>Progress on stderr: one line redrawn in place on a terminal, else one plain line a step.</summary>
/// <remarks>Reports come one after the other, in order; they are drawn as they come.</remarks>
internal sealed class ProgressLines : IProgress<ExecutionProgress>, IDisposable
{
    private const int BarWidth = 20;

    private readonly Screen _screen;
    private readonly ExecutionPlanArtifact _plan;
    private readonly Lock _drawing = new();
    private int _done;
    private bool _drawn;

    private ProgressLines(Screen screen, ExecutionPlanArtifact plan) => (_screen, _plan) = (screen, plan);

    public static ProgressLines For(Screen screen, ExecutionPlanArtifact plan) => new(screen, plan);

    public void Report(ExecutionProgress value)
    {
        lock (_drawing)
        {
            if (value.EventType is StepEventType.StepCompleted)
                _done++;
            if (_screen.CanRedraw)
                Redraw(value);
            else if (Line(value) is { } line)
                _screen.Say(line);
        }
    }

    /// <summary>Takes the redrawn line away.</summary>
    public void Clear()
    {
        lock (_drawing)
        {
            if (_drawn)
                _screen.Error.Write("\r\e[2K");
            _drawn = false;
        }
    }

    public void Dispose() => Clear();

    private void Redraw(ExecutionProgress value)
    {
        var filled = _plan.Steps.Length == 0 ? BarWidth : BarWidth * _done / _plan.Steps.Length;
        var bar = new string('#', filled).PadRight(BarWidth, '.');
        var line = $"[{bar}] {_done}/{_plan.Steps.Length} {Doing(value)}";
        var width = Math.Max(20, _screen.Width - 1);
        _screen.Error.Write($"\r\e[2K{(line.Length > width ? line[..width] : line)}");
        _screen.Error.Flush();
        _drawn = true;
    }

    private string Doing(ExecutionProgress value) => value switch
    {
        { Phase: ExecutionPhase.RollingBack } => "undoing",
        { StepIndex: { } index } when Step(index) is { } step => Visible.Line($"{step.ActionType} {step.Target}"),
        _ => Visible.Line(value.Message),
    };

    private string? Line(ExecutionProgress value) => value switch
    {
        { StepIndex: { } index, EventType: { } type } when Step(index) is { } step && Word(type) is { } word =>
            $"{word} {index + 1}/{_plan.Steps.Length} {Visible.Line($"{step.ActionType} {step.Target}")}{Why(value)}",
        { Phase: ExecutionPhase.RollingBack or ExecutionPhase.Halting, EventType: null } => Visible.Line(value.Message),
        _ => null,
    };

    private static string Why(ExecutionProgress value) =>
        value.EventType is StepEventType.StepFailed or StepEventType.CompensationFailed ? $": {Visible.Line(value.Message)}" : "";

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
