using System.CommandLine;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Commands;

/// <summary>
/// <c>argo verify ID|FILE|--all</c>: recomputes everything from the bytes; names the first broken link.
/// </summary>
internal sealed class VerifyCommand : ArgoCommand
{
    private readonly Argument<string?> _subject = Shared.NotEmpty(new Argument<string?>("ID|FILE")
    {
        Description = "An execution of this store, or an exported file; '-' reads one from stdin.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    private readonly Option<bool> _all = new("--all")
    {
        Description = "Check the whole store: every execution, every artifact, and the log.",
    };

    private readonly Option<string?> _receipt = new("--receipt")
    {
        Description = "Hold the file against this receipt too.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "A public key to trust beside this host's own, as PEM.",
        HelpName = "FILE",
    };

    public VerifyCommand()
        : base(
            "verify",
            "Checks evidence: recomputes everything from the bytes and names the first broken link.",
            "argo verify exec-0193",
            "argo verify --all",
            "argo verify record.json --receipt receipt.json --key host.pem   # offline: no store is needed",
            "argo record exec-0193 --json | argo verify -")
    {
        Add(_subject);
        Add(_all);
        Add(_receipt);
        Add(_keys);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var subject = context.Get(_subject);
        if (context.Get(_all) == subject is not null)
            throw CliException.Usage("Name an execution or a file, or say --all: one of them.", "ID|FILE");
        var isFile = subject is not null && (subject == "-" || Path.Exists(subject));
        if (!isFile)
            RefuseFileOptions(context, subject);
        if (subject is null)
            return await VerifyAllAsync(context).ConfigureAwait(false);
        var verdict = isFile
            ? await VerifyFileAsync(context, subject).ConfigureAwait(false)
            : await context.OpenStored<IArgoEvidence>().VerifyAsync(subject, context.Stop)
                .ConfigureAwait(false)
                ?? throw CommandContext.NoExecution(subject);
        var name = verdict.Kind is EvidenceKind.Execution ? verdict.Id! : subject;
        return new CommandOutcome(
            ExitOf(verdict.IsIntact),
            EvidenceJson.Of(name, verdict),
            screen => EvidenceScreen.Show(screen, name, verdict));
    }

    /// <summary>
    /// What is in the store is held against its own receipts and keys; no other may seem to count.
    /// </summary>
    private void RefuseFileOptions(CommandContext context, string? subject)
    {
        var option = context.Get(_receipt) is not null ? "--receipt"
            : context.Get(_keys) is [_, ..] ? "--key" : null;
        if (option is not null)
            throw CliException.Usage(
                $"{option}: goes with an exported file only"
                + (subject is null ? "." : $", and there is no file {Visible.Quote(subject)}."),
                option);
    }

    private static async Task<CommandOutcome> VerifyAllAsync(CommandContext context)
    {
        var verdict = await context.OpenStored<IArgoEvidence>().VerifyAllAsync(context.Stop)
            .ConfigureAwait(false);
        return new CommandOutcome(
            ExitOf(verdict.IsIntact), EvidenceJson.Of(verdict), screen =>
                EvidenceScreen.Show(screen, verdict));
    }

    private async Task<EvidenceVerdict> VerifyFileAsync(CommandContext context, string path)
    {
        var file = ArtifactFile.ReadBytes(context.Environment, path, "evidence");
        var receipt = EvidenceInput.Receipt(context.Environment, context.Get(_receipt));
        var keys = EvidenceInput.Keys(context.Environment, context.Get(_keys) ?? []);
        try
        {
            return await context.Open<IArgoEvidence>().VerifyFileAsync(file, receipt, keys, context.Stop)
                .ConfigureAwait(false);
        }
        catch (ArtifactFormatException other)
        {
            var name = path == "-" ? "stdin" : Visible.Line(path);
            throw CliException.BadInput($"{name}: {other.Message}", cause: other);
        }
    }

    private static int ExitOf(bool isIntact) => isIntact ? ExitCode.Done : ExitCode.EvidenceBroken;
}
