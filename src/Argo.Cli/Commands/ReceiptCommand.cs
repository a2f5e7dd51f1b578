using System.CommandLine;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;

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

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var (id, output) = (context.Get(_id)!, context.Get(_output));
        var receipt = await context.OpenStored<IArgoEvidence>().FindReceiptAsync(id, context.Stop)
            .ConfigureAwait(false)
            ?? throw CommandContext.NoExecution(id);
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, ArtifactJson.Canonical(receipt), context.Get(_force));
        return new CommandOutcome(
            ExitCode.Done, CliJson.Of(receipt), screen => Show(screen, receipt, output));
    }

    private static void Show(Screen screen, DsseEnvelope receipt, string? output)
    {
        if (output is OutputFile.Standard)
            screen.Verbatim(System.Text.Encoding.UTF8.GetString(ArtifactJson.Canonical(receipt)));
        else if (output is null)
            ReceiptScreen.Show(screen, receipt);
        else
            screen.Say($"Wrote {Visible.Line(output)}.", TextStyle.Good);
        screen.Next(
            OutputFile.IsStandard(output)
                ? $"argo receipt {Receipt.Read(receipt).Predicate.ExecutionId} -o receipt.json"
                : $"argo verify {ShellQuoting.Of(output)}",
            "argo key show -o host.pem   # what others check it with");
    }
}
