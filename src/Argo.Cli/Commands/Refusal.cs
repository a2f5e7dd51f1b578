using Argo.Artifacts;
using Argo.Cli.Screens;

namespace Argo.Cli.Commands;

/// <summary>The answers where nothing ran or was signed, though nothing was wrong with the words.</summary>
internal static class Refusal
{
    /// <summary>A simulation that may not run; it was shown already.</summary>
    public static Answer Of(DryRunExecutionReport report, string nothing)
    {
        var document = CliJson.Error(new CliException(
            ExitCode.Refused,
            Words.Snake(report.SimulationStatus),
            SimulationScreen.Sentence(report)));
        document["report"] = CliJson.Of(report);
        return new Answer(
            ExitCode.Refused,
            document,
            screen => screen.Say(
                $"{nothing}: mend the plan or the workspace, and simulate it again.", Ink.Warning));
    }

    /// <summary>The person said no.</summary>
    public static Answer Declined(string nothing)
    {
        var sentence = $"Not approved: {nothing}.";
        return new Answer(
            ExitCode.Refused,
            CliJson.Error(new CliException(ExitCode.Refused, "not_approved", sentence)),
            screen => screen.Line(sentence));
    }
}
