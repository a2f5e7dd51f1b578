using System.Collections.Immutable;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Reports;
using Argo.Cli.Input;
using Argo.Cli.Rendering;

namespace Argo.Cli.Commands;

/// <summary>
/// The confirmations that steps demand: given beforehand by <c>--confirm</c>, or asked for one by one.
/// </summary>
/// <remarks><c>--yes</c> gives none of them: who wrote the step wanted each to be thought of.</remarks>
/// <param name="given">The texts on the command line; each confirms every step that demands it.</param>
internal sealed class Confirmations(string[] given)
{
    private ImmutableArray<StepConfirmation> _demanded = [];

    /// <summary>All that the report demands, once every one was given.</summary>
    public ImmutableArray<StepConfirmation> Given => _demanded;

    /// <exception cref="CliException">A text is given that no step demands.</exception>
    public void RefuseUnknown(DryRunExecutionReport report, string otherwise)
    {
        _demanded = StepConfirmation.DemandedBy(report);
        if (given.Except(_demanded.Select(each => each.Confirmation)).FirstOrDefault() is not { } unknown)
            return;
        var nameable = _demanded.IsEmpty ? "no step demands one" : StepConfirmation.Words(_demanded);
        throw CliException.Usage(
            $"--confirm: no step demands '{Visible.Line(unknown)}'; {Visible.Line(nameable)}; {otherwise}.",
            "--confirm");
    }

    /// <exception cref="CliException">One is missing.</exception>
    public void RequireAll(string otherwise)
    {
        var missing = Missing.ToArray();
        if (missing.Length == 0)
            return;
        var words = missing.Select(each => each.Confirmation).Distinct()
            .Select(ShellQuoting.Of);
        throw CliException.Usage(
            $"{Visible.Line(StepConfirmation.Words(missing))} to be confirmed: with --yes it must be given, "
            + $"by --confirm {Visible.Line(string.Join(' ', words))}; {otherwise}.",
            "--confirm");
    }

    /// <summary>Asks for each that was not given; false at the first no.</summary>
    public async Task<bool> AskAsync(CommandContext context, DryRunExecutionReport report)
    {
        var steps = report.StepsSimulated.ToDictionary(step => step.StepId);
        foreach (var each in Missing)
        {
            var step = steps[each.StepId];
            var question = Visible.Line(
                $"Step {step.StepId}, {step.ActionType.Name} {step.Target}, demands: {each.Confirmation}.");
            if (!await Prompt.AskAsync(context, $"\n{question} Confirm? [y/N] ").ConfigureAwait(false))
                return false;
        }

        return true;
    }

    private IEnumerable<StepConfirmation> Missing =>
        _demanded.Where(each => !given.Contains(each.Confirmation, StringComparer.Ordinal));
}
