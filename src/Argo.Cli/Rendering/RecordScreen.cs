using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;
using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>A record as a table: each event with its own hash and the one it is linked to.</summary>
internal static class RecordScreen
{
    /// <param name="screen">Where.</param>
    /// <param name="record">The record.</param>
    /// <param name="plan">Its plan, whose numbers the steps get; null where it is not to be had.</param>
    public static void Show(Screen screen, ExecutionRecord record, ExecutionPlanArtifact? plan)
    {
        screen.Line(
            $"Record of {Visible.Line(record.ExecutionId)}: {Word.Of(record.Status)}", TextStyle.Strong);
        if (record.CompletionReason.Length > 0)
            screen.Line(Visible.Line(record.CompletionReason));
        foreach (var note in record.CompletionNotes)
            screen.Line($"later called {Word.Of(note.Status)}: {Visible.Line(note.Reason)}");
        screen.Line($"plan {Visible.Line(record.PlanId)}, mode {Visible.Line(record.LiveModeState)}");
        var end = record.TimestampEnd is { } ended ? $" to {screen.Time(ended)}" : "";
        screen.Line($"from {screen.Time(record.TimestampStart)}{end}");
        screen.Line(
            $"security before: {Security(record.SecuritySnapshotPre)}; "
            + $"after: {Security(record.SecuritySnapshotPost)}");
        screen.Line();
        screen.Table(Events(screen, record, plan));
        screen.Line();
        Effects(screen, record.SideEffectsReport);
        screen.Line($"hash of the whole: {Visible.Line(record.ExecutionHash)}");
    }

    private static string Security(SecuritySnapshot? snapshot) => snapshot is null
        ? "not taken"
        : $"{Word.Of(snapshot.SecurityState)}, boundary {Word.Of(snapshot.BoundaryState)}";

    private static Table Events(Screen screen, ExecutionRecord record, ExecutionPlanArtifact? plan)
    {
        var table = Tables.New(screen, framed: true, "#event", "time", "what", "step", "hash", "after");
        table.Columns[^2].NoWrap = table.Columns[^1].NoWrap = true; // a hash in two lines cannot be compared
        foreach (var (index, step) in record.StepEvents.Index())
        {
            table.AddRow(
                Tables.Cell($"{index}"),
                Tables.Cell(screen.Time(step.Timestamp)),
                Tables.Cell(
                    Word.Of(step.EventType) + (step.ErrorMessage is { } error ? $": {error}" : ""),
                    StyleOf(step.EventType)),
                Tables.Cell(NumberOf(step, plan) + step.StepName),
                Tables.Cell(Words.Short(RecordHash.OfEvent(step))),
                Tables.Cell(Words.Short(step.PreviousEventHash), TextStyle.Faint));
        }

        return table;
    }

    /// <summary>The record knows a step's place only; its number is the plan's.</summary>
    private static string NumberOf(StepEvent step, ExecutionPlanArtifact? plan) =>
        step.StepIndex >= 0 && step.StepIndex < plan?.Steps.Length
            ? $"{plan.Steps[step.StepIndex].StepId} "
            : "";

    private static void Effects(Screen screen, SideEffectsReport effects)
    {
        screen.Line(
            $"side effects: {effects.SideEffectsDeclared.Length} declared, "
            + $"{effects.SideEffectsObserved.Length} observed"
            + (effects.UnknownEffects ? ", and some that could not be observed" : ""));
        foreach (var effect in effects.SideEffectsObserved)
            screen.Line($"  {Word.Of(effect.Category)}: {Visible.Line(effect.Description)}");
    }

    private static TextStyle StyleOf(StepEventType type) => type switch
    {
        StepEventType.StepCompleted => TextStyle.Good,
        StepEventType.StepFailed or StepEventType.CompensationFailed => TextStyle.Bad,
        StepEventType.StepStarted => TextStyle.Plain,
        _ => TextStyle.Warning,
    };
}
