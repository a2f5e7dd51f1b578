using Argo.Artifacts.Json;
using Argo.Artifacts.Reports;
using Argo.Cli.Rendering;

namespace Argo.Cli.Commands;

/// <summary>The answers where nothing ran or was signed, though nothing was wrong with the words.</summary>
internal static class Refusal
{
    /// <summary>A simulation that may not run; it was shown already.</summary>
    public static CommandOutcome Of(DryRunExecutionReport report, string nothing)
    {
        var document = CliJson.Error(new CliException(
            ExitCode.Refused,
            Word.Snake(report.SimulationStatus),
            SimulationScreen.Sentence(report)));
        document["report"] = CliJson.Of(report);
        return new CommandOutcome(
            ExitCode.Refused,
            document,
            screen => screen.Say(
                $"{nothing}: correct the plan or the workspace, and simulate it again.", TextStyle.Warning));
    }

    /// <summary>The person said no.</summary>
    public static CommandOutcome Declined(string nothing)
    {
        var sentence = $"Not approved: {nothing}.";
        return new CommandOutcome(
            ExitCode.Refused,
            CliJson.Error(new CliException(ExitCode.Refused, "not_approved", sentence)),
            screen => screen.Line(sentence));
    }
}
