using System.Collections.Immutable;
using Argo.Artifacts;
using Argo.Cli.Screens;

namespace Argo.Cli.Commands;

/// <summary>A person's yes: typed at the prompt, or given beforehand by <c>--yes</c>.</summary>
/// <param name="yes">Whether <c>--yes</c> was typed.</param>
/// <param name="acknowledged">The irreversible steps that were named on the command line.</param>
internal sealed class Consent(bool yes, int[] acknowledged)
{
    /// <summary>How the word was given, for the approval.</summary>
    public string Method => yes ? "yes_flag" : "prompt";

    /// <summary>Whether the plan may run.</summary>
    /// <exception cref="CliException">
    /// Nobody can be asked, or <c>--yes</c> does not name what cannot be undone.
    /// </exception>
    public async Task<bool> AskAsync(Call call, DryRunExecutionReport report)
    {
        if (yes)
            return Named(report);
        if (!call.Screen.CanAsk)
            throw CliException.Usage(
                "There is no terminal to ask on: add --yes to approve what the simulation shows; "
                + "nothing was changed.",
                "--yes");
        call.Screen.Ask(Question(report));
        var answer = await ReadLineAsync(call).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>
    /// The steps that the yes covers: at the prompt all that were shown, else those that were named.
    /// </summary>
    public ImmutableArray<int> Acknowledged(DryRunExecutionReport report) =>
        yes ? [.. acknowledged] : report.StepsWithIrreversibleActions;

    private bool Named(DryRunExecutionReport report)
    {
        var missing = report.StepsWithIrreversibleActions.Except(acknowledged).ToArray();
        return missing.Length == 0 ? true : throw CliException.Usage(
            $"Step {string.Join(", ", missing)} cannot be undone: with --yes it must be named, "
            + $"by --acknowledge-irreversible {string.Join(' ', missing)}.",
            "--acknowledge-irreversible");
    }

    private static string Question(DryRunExecutionReport report)
    {
        var warning = report.StepsWithIrreversibleActions is { IsEmpty: false } steps
            ? $" Step {string.Join(", ", steps)} CANNOT be undone."
            : "";
        return $"\nExecute {Words.Count(report.StepsSimulated.Length, "step")} "
            + $"in {Visible.Line(report.WorkspaceRoot)}?{warning} [y/N] ";
    }

    /// <summary>
    /// The reading stays behind when a signal comes: a console cannot be told to stop reading.
    /// </summary>
    private static async Task<string?> ReadLineAsync(Call call)
    {
        var reading = Task.Run(() =>
        {
            using var reader = new StreamReader(call.World.In());
            return reader.ReadLine();
        });
        try
        {
            return await reading.WaitAsync(call.Stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            call.Screen.Ask("\n");
            throw;
        }
    }
}
