using System.Collections.Immutable;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Reports;
using Argo.Cli.Rendering;

namespace Argo.Cli.Commands;

/// <summary>A person's yes: typed at the prompt, or given beforehand by <c>--yes</c>.</summary>
/// <param name="yes">Whether <c>--yes</c> was typed.</param>
/// <param name="acknowledged">The irreversible steps that were named on the command line.</param>
/// <param name="confirmed">The texts that were confirmed on the command line.</param>
internal sealed class Consent(bool yes, int[] acknowledged, string[] confirmed)
{
    private readonly Confirmations _confirmations = new(confirmed);

    /// <summary>What the person confirmed of what the steps demand.</summary>
    public ImmutableArray<StepConfirmation> Confirmed => _confirmations.Given;

    /// <summary>How the word was given, for the approval.</summary>
    public string Method => yes ? "yes_flag" : "prompt";

    /// <summary>What the yes is to: <c>Execute</c> or <c>Approve</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>What holds where nobody has said yes, such as <c>nothing was changed</c>.</summary>
    public required string Otherwise { get; init; }

    /// <summary>Whether the plan may run.</summary>
    /// <exception cref="CliException">
    /// Nobody can be asked, <c>--yes</c> does not name what cannot be undone or comes without a confirmation
    /// that a step demands, or a step or a confirmation is named that there is not.
    /// </exception>
    public async Task<bool> AskAsync(CommandContext context, DryRunExecutionReport report)
    {
        RefuseUnknown(report);
        _confirmations.RefuseUnknown(report, Otherwise);
        if (yes)
        {
            _confirmations.RequireAll(Otherwise);
            return Named(report);
        }

        if (!context.Screen.CanAsk)
            throw CliException.Usage(
                "There is no terminal to ask on: add --yes to approve what the simulation shows; "
                + $"{Otherwise}.",
                "--yes");
        return await _confirmations.AskAsync(context, report).ConfigureAwait(false)
            && await Prompt.AskAsync(context, Question(report)).ConfigureAwait(false);
    }

    /// <summary>
    /// The steps that the yes covers: at the prompt all that were shown, else those that were named.
    /// </summary>
    public ImmutableArray<int> Acknowledged(DryRunExecutionReport report) =>
        yes ? [.. acknowledged] : report.StepsWithIrreversibleActions;

    private void RefuseUnknown(DryRunExecutionReport report)
    {
        var unknown = acknowledged.Except(report.StepsSimulated.Select(step => step.StepId)).ToArray();
        if (unknown.Length > 0)
            throw CliException.Usage(
                $"--acknowledge-irreversible: the plan has no step {string.Join(", ", unknown)}; "
                + $"{Nameable(report)}; {Otherwise}.",
                "--acknowledge-irreversible");
    }

    private static string Nameable(DryRunExecutionReport report) =>
        report.StepsWithIrreversibleActions is { IsEmpty: false } steps
            ? $"without an undo: step {string.Join(", ", steps)}"
            : "every step of it can be undone, so none needs to be named";

    private bool Named(DryRunExecutionReport report)
    {
        var missing = report.StepsWithIrreversibleActions.Except(acknowledged).ToArray();
        return missing.Length == 0 ? true : throw CliException.Usage(
            $"Step {string.Join(", ", missing)} cannot be undone: with --yes it must be named, "
            + $"by --acknowledge-irreversible {string.Join(' ', missing)}; {Otherwise}.",
            "--acknowledge-irreversible");
    }

    private string Question(DryRunExecutionReport report)
    {
        var warning = report.StepsWithIrreversibleActions is { IsEmpty: false } steps
            ? $" Step {string.Join(", ", steps)} CANNOT be undone."
            : "";
        return $"\n{Verb} {Words.Count(report.StepsSimulated.Length, "step")} "
            + $"in {Visible.Line(report.WorkspaceRoot)}?{warning} [y/N] ";
    }
}
