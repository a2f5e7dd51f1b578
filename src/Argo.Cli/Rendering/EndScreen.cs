using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Results;
using Argo.Hosting;
using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>How an execution ended, for people: one sentence, the steps, what went wrong.</summary>
internal static class EndScreen
{
    /// <summary>After a run: the gates are shown only when one refused.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="result">Its result.</param>
    /// <param name="inAll">
    /// How long the command took, the dry run too; null where the execution alone is shown.
    /// </param>
    public static void Show(
        Screen screen, ExecutionState state, ExecutionResultArtifact result, TimeSpan? inAll = null)
    {
        Headline(screen, state, result, inAll);
        ChangedSteps(screen, result);
        if (result.Gates.Any(gate => !gate.Passed))
            screen.Table(Gates(screen, result));
        Errors(screen, result);
    }

    /// <summary>Everything, for <c>argo show</c>.</summary>
    public static void ShowWhole(Screen screen, StoredExecution stored)
    {
        var (entry, result) = (stored.Entry, stored.Result);
        if (stored.IsLeftBehind)
            screen.Line(
                $"{Visible.Line(entry.ExecutionId)} has no end: its process is gone. "
                + $"'argo recover {Visible.Line(entry.ExecutionId)}' ends it.",
                TextStyle.Bad);
        else if (result is null)
            screen.Line(
                $"{Visible.Line(entry.ExecutionId)} is {Word.Of(entry.State)}"
                + (stored.IsOutOfSight ? $", in process {Visible.Line(entry.Owner)} of another host or PID "
                    + "namespace: whether that still runs cannot be told from here." : "."),
                Words.StyleOf(entry.State));
        else
            Headline(screen, entry.State, result);
        About(screen, entry, result);
        if (result is null)
            return;
        screen.Line();
        if (result.StepsExecuted.Length > 0)
            screen.Table(Steps(screen, result.StepsExecuted));
        screen.Line();
        screen.Table(Gates(screen, result));
        Errors(screen, result);
    }

    /// <summary>One sentence for each way to end.</summary>
    public static string Sentence(ExecutionState state, ExecutionResultArtifact result) => state switch
    {
        ExecutionState.Completed => $"Done: {Words.Count(result.TotalSteps, "step")} completed and verified.",
        ExecutionState.Partial =>
            $"Partly done: {result.StepsSucceeded} of {Words.Count(result.TotalSteps, "step")} stand, "
                + "as the plan's on_failure says.",
        ExecutionState.RolledBack when !result.KeptPaths.IsEmpty =>
            $"Undone, but for {Visible.Line(string.Join(", ", result.KeptPaths))} (kept by decision): the "
                + "tree is NOT as before.",
        ExecutionState.RolledBack when result is { RollbackInvoked: true, RollbackFullySuccessful: false } =>
            "Undone, but for what a person decided to keep (listed below): the tree is NOT as before.",
        ExecutionState.RolledBack when result.DivergenceDetected =>
            "Rolled back: every change was undone. What other programs changed meanwhile stays "
                + "(listed below).",
        ExecutionState.RolledBack =>
            "Rolled back: every change was undone, and the touched paths were seen to be as before.",
        ExecutionState.Aborted => $"Aborted, nothing was changed: {Visible.Line(result.AbortReason)}",
        ExecutionState.Parked =>
            "The undo is INCOMPLETE: some paths are not as before (listed below); 'argo recover' tries "
                + "again.",
        ExecutionState.Abandoned =>
            "Given up: nothing was undone, the tree is as it was found, and what its steps took out of it is "
                + "kept in .argo/x.",
        ExecutionState.Halted => "Halted by security: no further step ran, and nothing was undone.",
        _ => $"It is {Word.Of(state)}.",
    };

    private static void Headline(
        Screen screen, ExecutionState state, ExecutionResultArtifact result, TimeSpan? inAll = null)
    {
        screen.Line(Sentence(state, result), Words.StyleOf(state));
        var whole = inAll is { } time ? $", in all {Words.Duration(time.TotalMilliseconds)}" : "";
        screen.Line(
            $"Execution {Visible.Line(result.ExecutionId)}, "
            + $"{Words.Duration(result.ExecutionDurationMs)}{whole}.");
    }

    /// <summary>A row for each step that changed something or failed; the rest is counted.</summary>
    private static void ChangedSteps(Screen screen, ExecutionResultArtifact result)
    {
        var steps = result.StepsExecuted.Where(step => !ChangedNothing(step)).ToArray();
        if (steps.Length > 0)
            screen.Table(Steps(screen, steps));
        if (result.StepsExecuted.Length - steps.Length is > 0 and var rest)
            screen.Line($"{Words.Count(rest, "step")} changed nothing.");
    }

    private static bool ChangedNothing(ExecutedStepResult step) =>
        step is { Success: true, RollbackInvoked: false, AffectedResources.IsEmpty: true }
        && step.ActualStateChange.Length == 0;

    private static void About(Screen screen, ExecutionEntry entry, ExecutionResultArtifact? result)
    {
        screen.Line();
        screen.Line($"plan        {Visible.Line(entry.PlanId)}");
        screen.Line($"workspace   {Words.Workspace(entry)}");
        screen.Line($"submitted   {screen.Time(entry.SubmittedAt)}");
        if (entry.FinishedAt is { } finished)
            screen.Line($"finished    {screen.Time(finished)}");
        if (entry is { FinishedAt: null, Owner: { } owner })
            screen.Line($"process     {Visible.Line(owner)}");
        if (result is { UserApproved: true, ApprovalTimestamp: { } approved })
            screen.Line(
                $"approved    {Words.By(result.Approver, result.ApproverOsUser)}, {screen.Time(approved)}");
        if (entry.CancelReason is { } cancelled)
            screen.Line($"cancelled   {Visible.Line(cancelled)}");
        if (result is { RollbackInvoked: true })
            screen.Line($"rollback    {(result.RollbackFullySuccessful ? "complete" : "INCOMPLETE")}");
    }

    private static Table Steps(Screen screen, IEnumerable<ExecutedStepResult> steps)
    {
        var table = Tables.New(screen, framed: true, "", "#step", "action", "target", "what happened");
        foreach (var step in steps)
        {
            var (mark, style) = Mark(step);
            table.AddRow(
                Tables.Cell(mark, style),
                Tables.Cell($"{step.StepId}"),
                Tables.Cell(step.ActionType.Name),
                Tables.Cell(step.Target, TextStyle.Strong),
                Tables.Cell(WhatHappened(step), step.Success ? TextStyle.Plain : TextStyle.Bad));
        }

        return table;
    }

    private static (string Mark, TextStyle Style) Mark(ExecutedStepResult step) => step switch
    {
        { RollbackInvoked: true, RollbackSucceeded: false } => ("!! undo failed", TextStyle.Bad),
        { Success: true, RollbackInvoked: true } => ("<- undone", TextStyle.Warning),
        { Success: true } => ("ok", TextStyle.Good),
        _ => ("failed", TextStyle.Bad),
    };

    private static string WhatHappened(ExecutedStepResult step)
    {
        var did = step.ErrorMessage ?? Change(step);
        return step is { RollbackInvoked: true, RollbackSucceeded: false }
            ? $"{did}; undo: {step.RollbackDetail}" : did;
    }

    /// <remarks>Of a step that a dead process did, only what was found is known.</remarks>
    private static string Change(ExecutedStepResult step) => step switch
    {
        { ActualStateChange.Length: > 0 } => step.ActualStateChange,
        { RollbackInvoked: true, VerificationDetail.Length: > 0 }
            or { AffectedResources.IsEmpty: false, VerificationDetail.Length: > 0 } =>
            step.VerificationDetail,
        _ => "no change",
    };

    private static Table Gates(Screen screen, ExecutionResultArtifact result)
    {
        var table = Tables.New(screen, framed: true, "#gate", "", "name", "seen");
        foreach (var gate in result.Gates)
        {
            table.AddRow(
                Tables.Cell($"{gate.Gate}"),
                gate.Passed ? Tables.Cell("ok", TextStyle.Good) : Tables.Cell("REFUSED", TextStyle.Bad),
                Tables.Cell(gate.Name.Replace('_', ' ')),
                Tables.Cell(gate.Detail));
        }

        return table;
    }

    /// <summary>What the headline and the table of steps have not said already.</summary>
    private static void Errors(Screen screen, ExecutionResultArtifact result)
    {
        string?[] said = [result.AbortReason, .. result.StepsExecuted.Select(step => step.ErrorMessage)];
        foreach (var error in result.Errors.Where(
            error => !said.Any(text => text is not null && error.Contains(text, StringComparison.Ordinal))))
            screen.Line($"- {Visible.Line(error)}", TextStyle.Bad);
        foreach (var divergence in Divergences(result, [.. said, .. result.Errors]))
            screen.Line($"- {Visible.Line(divergence)}", TextStyle.Warning);
        if (result.Conflicts.IsEmpty)
            return;
        screen.Line();
        ConflictScreen.Table(screen, result.Conflicts);
    }

    /// <summary>What others changed, one path a line, where nothing else on the screen says so.</summary>
    private static IEnumerable<string> Divergences(ExecutionResultArtifact result, string?[] said) =>
        (result.DivergenceDetails ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries).Where(
            part => !said.Any(text => text is not null && text.Contains(part, StringComparison.Ordinal)));
}
