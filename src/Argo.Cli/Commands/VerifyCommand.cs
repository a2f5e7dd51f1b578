using System.CommandLine;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;

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

    public override async Task<Answer> RunAsync(Call call)
    {
        var subject = call.Get(_subject);
        if (call.Get(_all) == subject is not null)
            throw CliException.Usage("Name an execution or a file, or say --all: one of them.", "ID|FILE");
        var isFile = subject is not null && (subject == "-" || Path.Exists(subject));
        if (!isFile)
            RefuseFileOptions(call, subject);
        if (subject is null)
            return await VerifyAllAsync(call).ConfigureAwait(false);
        var verdict = isFile
            ? await VerifyFileAsync(call, subject).ConfigureAwait(false)
            : await call.OpenStoredEvidence().VerifyAsync(subject, call.Stop).ConfigureAwait(false)
                ?? throw Call.NoExecution(subject);
        var name = verdict.Kind is EvidenceKind.Execution ? verdict.Id! : subject;
        return new Answer(
            ExitOf(verdict.IsIntact),
            EvidenceJson.Of(name, verdict),
            screen => EvidenceScreen.Show(screen, name, verdict));
    }

    /// <summary>
    /// What is in the store is held against its own receipts and keys; no other may seem to count.
    /// </summary>
    private void RefuseFileOptions(Call call, string? subject)
    {
        var option = call.Get(_receipt) is not null ? "--receipt"
            : call.Get(_keys) is [_, ..] ? "--key" : null;
        if (option is not null)
            throw CliException.Usage(
                $"{option}: goes with an exported file only"
                + (subject is null ? "." : $", and there is no file {Visible.Quote(subject)}."),
                option);
    }

    private static async Task<Answer> VerifyAllAsync(Call call)
    {
        var verdict = await call.OpenStoredEvidence().VerifyAllAsync(call.Stop).ConfigureAwait(false);
        return new Answer(
            ExitOf(verdict.IsIntact), EvidenceJson.Of(verdict), screen =>
                EvidenceScreen.Show(screen, verdict));
    }

    private async Task<EvidenceVerdict> VerifyFileAsync(Call call, string path)
    {
        var file = ArtifactFile.ReadBytes(call.World, path, "evidence");
        var receipt = EvidenceInput.Receipt(call.World, call.Get(_receipt));
        var keys = EvidenceInput.Keys(call.World, call.Get(_keys) ?? []);
        try
        {
            return await call.OpenEvidence().VerifyFileAsync(file, receipt, keys, call.Stop)
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
