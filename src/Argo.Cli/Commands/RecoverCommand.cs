using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Actors;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Undo;
using Argo.Cli.Rendering;
using Argo.Hosting;

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

    private readonly Option<bool> _abandon = new("--abandon")
    {
        Description = "Give the execution up: the tree is left as it is, the originals are kept in .argo.",
    };

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Why it is given up; journal, record and receipt keep it.",
        HelpName = "TEXT",
    };

    public RecoverCommand()
        : base(
            "recover",
            "Undoes what dead processes left, or what an earlier undo could not finish.",
            "argo recover",
            "argo recover exec-0193",
            "argo recover exec-0193 --workspace /new/place   # the workspace was moved, copied or restored",
            "argo recover exec-0193 --abandon --reason 'the disk is gone'",
            "argo recover --conflicts",
            "argo recover --keep-mine src/main.c exec-0193",
            "argo recover --keep-theirs src/main.c")
    {
        Add(_id);
        Add(_conflicts);
        Add(_keepMine);
        Add(_keepTheirs);
        Add(_abandon);
        Add(_reason);
        Validators.Add(words =>
        {
            if (new Option[] { _conflicts, _keepMine, _keepTheirs, _abandon }.Count(
                o => words.GetResult(o) is { Implicit: false }) > 1)
                words.AddError(
                    "--conflicts, --keep-mine, --keep-theirs and --abandon: give one of them at a time");
            var gives = words.GetResult(_abandon) is { Implicit: false };
            if (gives && words.GetResult(_id) is not { Tokens.Count: > 0 })
                words.AddError("--abandon: name the execution to give up");
            if (gives != words.GetResult(_reason) is { Implicit: false })
                words.AddError(gives ? "--reason: say why it is given up" : "--reason: goes with --abandon");
        });
    }

    public override Task<CommandOutcome> RunAsync(CommandContext context)
    {
        if (context.Get(_conflicts))
            return Conflicts.ListAsync(context, context.Get(_id));
        if (context.Get(_abandon))
            return AbandonAsync(context, context.Get(_id)!, context.Get(_reason)!);
        if (context.Get(_keepMine) is { } mine)
            return ResolveAsync(context, mine, ConflictChoice.KeepMine);
        return context.Get(_keepTheirs) is { } theirs
            ? ResolveAsync(context, theirs, ConflictChoice.KeepTheirs)
            : RecoverAsync(context);
    }

    private async Task<CommandOutcome> ResolveAsync(
        CommandContext context, string path, ConflictChoice choice)
    {
        var decision = new ConflictDecision(path, choice, Shared.ThisUser);
        if (await Conflicts.FindAsync(context, decision, context.Get(_id))
            .ConfigureAwait(false) is not { } execution)
            return RecoveryResult.Nothing("It has ended: there is no conflict left to resolve.");
        using var safe = context.Interruption.HoldUntilSafe();
        var host = await context.StartHostAsync().ConfigureAwait(false);
        var resolved =
            await host.ResolveAsync(execution, decision, CancellationToken.None).ConfigureAwait(false);
        return await RecoveryResult.OfAsync(context, resolved, "There was nothing to resolve.")
            .ConfigureAwait(false);
    }

    private async Task<CommandOutcome> RecoverAsync(CommandContext context)
    {
        if (!context.HasStore()
            && await UnknownStages.FindAsync(context).ConfigureAwait(false) is [_, ..] left)
            return RecoveryResult.Unknown(left);
        context.RequireStore();
        ExecutionId? only = null;
        if (context.Get(_id) is { } given)
        {
            var entry = (await context.FindAsync(given).ConfigureAwait(false)).Entry;
            only = new ExecutionId(entry.ExecutionId);
            if (IsEnded(entry.State))
                return RecoveryResult.Nothing(
                    $"{only} has ended ({Word.Of(entry.State)}): there is nothing to recover.");
        }

        using var safe = context.Interruption.HoldUntilSafe();
        var host = await context.StartHostAsync().ConfigureAwait(false);
        var recovered = only is { } one && context.Get(GlobalOptions.Workspace) is { } directory
            ? await RecoverInAsync(context, host, one, directory).ConfigureAwait(false)
            : await host.RecoverAsync(only, CancellationToken.None).ConfigureAwait(false);
        var unknown = await UnknownStages.FindAsync(context).ConfigureAwait(false);
        var waiting = only is null ? await WaitingAsync(context, recovered).ConfigureAwait(false) : [];
        return await RecoveryResult.OfAsync(
            context, recovered, "There was nothing to recover.", unknown, waiting).ConfigureAwait(false);
    }

    /// <summary>What nobody undoes unless it is named, beside what was told already.</summary>
    private static async Task<ImmutableArray<UnsettledExecution>> WaitingAsync(
        CommandContext context, ExecutionProtocol.Recovered recovered)
    {
        var reported = recovered.Failures.Select(failure => failure.ExecutionId)
            .Concat(recovered.Ends.Where(end => end.State is not ExecutionState.Halted)
                .Select(end => end.ExecutionId))
            .Select(id => id.Value).ToHashSet();
        var waiting = await UnsettledExecutions.FindAsync(context).ConfigureAwait(false);
        return [.. waiting.Where(one => !reported.Contains(one.Entry.ExecutionId))];
    }

    /// <summary>A person says where the workspace is by now.</summary>
    private static async Task<ExecutionProtocol.Recovered> RecoverInAsync(
        CommandContext context, IArgo host, ExecutionId execution, string directory)
    {
        var there = await host.ResolveWorkspaceAsync(directory, null, context.Stop).ConfigureAwait(false);
        return await host.RecoverInAsync(
            execution, new Relocation(there.Root, Shared.ThisUser), CancellationToken.None)
            .ConfigureAwait(false);
    }

    private static async Task<CommandOutcome> AbandonAsync(CommandContext context, string id, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw CliException.Usage("--reason: say why it is given up.", "--reason");
        var entry = (await context.FindAsync(id).ConfigureAwait(false)).Entry;
        if (IsEnded(entry.State))
            return RecoveryResult.Nothing(
                $"{entry.ExecutionId} has ended ({Word.Of(entry.State)}): there is nothing to give up.");
        using var safe = context.Interruption.HoldUntilSafe();
        var host = await context.StartHostAsync(recovers: false).ConfigureAwait(false);
        var abandoned = await host.AbandonAsync(
            new ExecutionId(entry.ExecutionId), new Abandonment(reason, Shared.ThisUser),
            CancellationToken.None).ConfigureAwait(false);
        return await RecoveryResult.OfAsync(context, abandoned, "There was nothing to give up.")
            .ConfigureAwait(false);
    }

    private static bool IsEnded(ExecutionState state) =>
        state is ExecutionState.Completed or ExecutionState.Partial
            or ExecutionState.RolledBack or ExecutionState.Aborted or ExecutionState.Abandoned;
}
