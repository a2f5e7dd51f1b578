using System.CommandLine;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;

namespace Argo.Cli.Commands;

/// <summary><c>argo receipt ID</c>: the signed statement over the end of one execution.</summary>
internal sealed class ReceiptCommand : ArgoCommand
{
    private readonly Argument<string> _id = Shared.Execution();
    private readonly Option<string?> _output = Shared.Output("receipt");
    private readonly Option<bool> _force = Shared.Force();

    public ReceiptCommand()
        : base(
            "receipt",
            "Gives the signed receipt of an execution, which anybody can check without Argo.",
            "argo receipt exec-0193",
            "argo receipt exec-0193 -o receipt.json   # docs/RECEIPTS.md checks it with openssl")
    {
        Add(_id);
        Add(_output);
        Add(_force);
    }

    public override async Task<Answer> RunAsync(Call call)
    {
        var (id, output) = (call.Get(_id)!, call.Get(_output));
        var receipt = await call.OpenStoredEvidence().FindReceiptAsync(id, call.Stop).ConfigureAwait(false)
            ?? throw Call.NoExecution(id);
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, ArtifactJson.Canonical(receipt), call.Get(_force));
        return new Answer(ExitCode.Done, CliJson.Of(receipt), screen => Show(screen, receipt, output));
    }

    private static void Show(Screen screen, DsseEnvelope receipt, string? output)
    {
        if (output is OutputFile.Standard)
            screen.Line(System.Text.Encoding.UTF8.GetString(ArtifactJson.Canonical(receipt)));
        else if (output is null)
            ReceiptScreen.Show(screen, receipt);
        else
            screen.Say($"Wrote {Visible.Line(output)}.", Ink.Good);
        screen.Next(
            OutputFile.IsStandard(output)
                ? $"argo receipt {Receipt.Read(receipt).Predicate.ExecutionId} -o receipt.json"
                : $"argo verify {ShellWord.Of(output)}",
            "argo key show -o host.pem   # what others check it with");
    }
}
