using System.CommandLine;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Commands;

/// <summary><c>argo log head</c> and <c>argo log prove ID</c>: the log of ended executions.</summary>
internal sealed class LogCommand : ArgoCommand
{
    private const string Head = "head";
    private const string Prove = "prove";

    private readonly Argument<string> _action = new("ACTION")
    {
        Description = "head: sign the log as it is now; prove: show that an execution is in it.",
    };

    private readonly Argument<string?> _id = Shared.NotEmpty(new Argument<string?>("ID")
    {
        Description = "prove: the execution's id, or the beginning of it.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    private readonly Option<string?> _against = new("--against")
    {
        Description = "prove: a head that was published, to show that the log only grew since.",
        HelpName = "HEAD",
    };

    private readonly Option<string?> _output = Shared.Output("head or the proof");
    private readonly Option<bool> _force = Shared.Force();

    public LogCommand()
        : base(
            "log",
            "The log of ended executions, a Merkle tree: its signed head, and proofs of what is in it.",
            "argo log head -o head.json                # publish it: nobody can rewrite the past unseen",
            "argo log prove exec-0193 -o proof.json    # then: argo verify proof.json, here or elsewhere",
            "argo log prove exec-0193 --against head.json")
    {
        Add(_action);
        Add(_id);
        Add(_against);
        Add(_output);
        Add(_force);
    }

    public override Task<CommandOutcome> RunAsync(CommandContext context) =>
        (context.Get(_action), context.Get(_id)) switch
    {
        (Head, null) when context.Get(_against) is null => HeadAsync(context),
        (Head, _) => throw CliException.Usage("'argo log head' takes no ID and no --against.", "ID"),
        (Prove, { } id) => ProveAsync(context, id),
        (Prove, null) => throw CliException.Usage("ID: name the execution to prove.", "ID"),
        var (other, _) => throw CliException.Usage(
            $"There is no 'argo log {Visible.Line(other)}'; there are: head, prove.", "ACTION"),
    };

    private async Task<CommandOutcome> HeadAsync(CommandContext context)
    {
        var signed = await context.OpenStored<IArgoEvidence>().SignHeadAsync(context.Stop)
            .ConfigureAwait(false);
        var head = LogHead.Read(signed);
        return Written(context, signed, screen =>
        {
            screen.Line(
                $"The log has {Words.Count((int)head.TreeSize, "end")}.",
                TextStyle.Strong);
            screen.Line($"root {head.RootHash}");
            screen.Line($"key  {signed.Signatures[0].KeyId}");
        });
    }

    private async Task<CommandOutcome> ProveAsync(CommandContext context, string id)
    {
        var evidence = context.OpenStored<IArgoEvidence>();
        var published = EvidenceInput.Head(context.Environment, context.Get(_against));
        var proof = await evidence.ProveAsync(id, published, context.Stop).ConfigureAwait(false)
            ?? throw CommandContext.NoExecution(id);
        var verdict = await evidence.VerifyFileAsync(
            ArtifactJson.Canonical(proof), cancellation: context.Stop)
            .ConfigureAwait(false);
        return Written(context, proof, screen => EvidenceScreen.Show(screen, proof.ExecutionId, verdict)) with
        {
            Exit = verdict.IsIntact ? ExitCode.Done : ExitCode.EvidenceBroken,
        };
    }

    private CommandOutcome Written<T>(CommandContext context, T document, Action<Screen> show)
        where T : notnull
    {
        var output = context.Get(_output);
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, ArtifactJson.Canonical(document), context.Get(_force));
        return new CommandOutcome(ExitCode.Done, CliJson.Of(document), screen =>
        {
            if (output is OutputFile.Standard)
                screen.Verbatim(System.Text.Encoding.UTF8.GetString(ArtifactJson.Canonical(document)));
            else
                show(screen);
            if (!OutputFile.IsStandard(output))
                screen.Say($"Wrote {Visible.Line(output)}.", TextStyle.Good);
        });
    }
}
