using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Actors;
using Argo.Actors.Supervision;
using Argo.Artifacts;
using Argo.Cli.Screens;

namespace Argo.Cli.Commands;

/// <summary><c>argo recover [ID]</c>: undoes what dead processes left.</summary>
internal sealed class RecoverCommand : ArgoCommand
{
    private readonly Argument<string?> _id = Shared.NotEmpty(new Argument<string?>("ID")
    {
        Description =
            "One execution; a halted one is undone only when it is named. Default: all that were left.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    private readonly Option<bool> _conflicts = new("--conflicts")
    {
        Description =
            "Only list what is in the way of undos, and what can be done; exit 3 if anything is, 0 if not.",
    };

    private readonly Option<string?> _keepMine = new("--keep-mine")
    {
        Description = "Put back what was at PATH before; what others put there is kept in .argo/conflicts.",
        HelpName = "PATH",
    };

    private readonly Option<string?> _keepTheirs = new("--keep-theirs")
    {
        Description = "Leave what others put at PATH, and give up what was there before.",
        HelpName = "PATH",
    };

    public RecoverCommand()
        : base(
            "recover",
            "Undoes what dead processes left, or what an earlier undo could not finish.",
            "argo recover",
            "argo recover exec-0193",
            "argo recover --conflicts",
            "argo recover --keep-mine src/main.c exec-0193",
            "argo recover --keep-theirs src/main.c")
    {
        Add(_id);
        Add(_conflicts);
        Add(_keepMine);
        Add(_keepTheirs);
        Validators.Add(words =>
        {
            if (new Option[] { _conflicts, _keepMine, _keepTheirs }.Count(
                o => words.GetResult(o) is { Implicit: false }) > 1)
                words.AddError("--conflicts, --keep-mine and --keep-theirs: give one of them at a time");
        });
    }

    public override Task<Answer> RunAsync(Call call)
    {
        if (call.Get(_conflicts))
            return Conflicts.ListAsync(call, call.Get(_id));
        if (call.Get(_keepMine) is { } mine)
            return ResolveAsync(call, mine, ConflictChoice.KeepMine);
        return call.Get(_keepTheirs) is { } theirs
            ? ResolveAsync(call, theirs, ConflictChoice.KeepTheirs)
            : RecoverAsync(call);
    }

    private async Task<Answer> ResolveAsync(Call call, string path, ConflictChoice choice)
    {
        var decision = new ConflictDecision(path, choice, Shared.ThisUser);
        if (await Conflicts.FindAsync(call, decision, call.Get(_id))
            .ConfigureAwait(false) is not { } execution)
            return AnswerOf(new ExecutionProtocol.Recovered([], []),
                "It has ended: there is no conflict left to resolve.");
        using var safe = call.Interruption.HoldUntilSafe();
        var host = await call.StartHostAsync().ConfigureAwait(false);
        var resolved =
            await host.ResolveAsync(execution, decision, CancellationToken.None).ConfigureAwait(false);
        return AnswerOf(resolved, "There was nothing to resolve.");
    }

    private async Task<Answer> RecoverAsync(Call call)
    {
        ExecutionId? only = null;
        if (call.Get(_id) is { } given)
        {
            var entry = (await call.FindAsync(given).ConfigureAwait(false)).Entry;
            only = new ExecutionId(entry.ExecutionId);
            if (IsEnded(entry.State))
                return AnswerOf(
                    new ExecutionProtocol.Recovered([], []),
                    $"{only} has ended ({Screens.Words.Of(entry.State)}): there is nothing to recover.");
        }

        using var safe = call.Interruption.HoldUntilSafe();
        var host = await call.StartHostAsync().ConfigureAwait(false);
        var recovered = await host.RecoverAsync(only, CancellationToken.None).ConfigureAwait(false);
        return AnswerOf(recovered, "There was nothing to recover.");
    }

    private static bool IsEnded(ExecutionState state) =>
        state is ExecutionState.Completed or ExecutionState.Partial
            or ExecutionState.RolledBack or ExecutionState.Aborted;

    private static Answer AnswerOf(ExecutionProtocol.Recovered recovered, string nothing)
    {
        var whole = recovered.Failures.IsEmpty
            && recovered.Ends.All(end => end.State is not ExecutionState.Parked);
        return new Answer(
            whole ? ExitCode.Done : ExitCode.RollbackIncomplete,
            new JsonObject
            {
                ["recovered"] = CliJson.Array(recovered.Ends.Select(end => CliJson.Of(end.Result))),
                ["failures"] = CliJson.Array(recovered.Failures.Select(failure => new JsonObject
                {
                    ["execution_id"] = failure.ExecutionId.Value,
                    ["reason"] = failure.Reason,
                })),
            },
            screen => Show(screen, recovered, nothing))
        {
            Kept = "'argo list' shows where executions stand.",
        };
    }

    private static void Show(Screen screen, ExecutionProtocol.Recovered recovered, string nothing)
    {
        if (recovered is { Ends.IsEmpty: true, Failures.IsEmpty: true })
            screen.Line(nothing);
        foreach (var end in recovered.Ends)
            EndScreen.Show(screen, end.State, end.Result);
        foreach (var failure in recovered.Failures)
            screen.Line($"Not recovered: {failure.ExecutionId}: {Visible.Line(failure.Reason)}", Ink.Bad);
        screen.Next(recovered.Ends.Select(end => $"argo show {end.ExecutionId}").DefaultIfEmpty("argo list"));
    }
}
