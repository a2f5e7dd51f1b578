using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Simulation;

/// <summary>
/// Interprets an approved plan once more, over the disk as it is at execution, before anything is staged.
/// </summary>
/// <remarks>
/// The same code as the dry run's. Bytes of <c>content_from</c> are those that the report pinned; bits that
/// the plan
/// leaves open are those that the report predicted. Not thread-safe; lives as long as the disk it is given.
/// </remarks>
internal sealed class StagingInterpreter
{
    private readonly DryRunExecutionReport _approved;
    private readonly ApprovedModes _modes;
    private readonly StepInterpreter _interpreter;
    private int _next;

    /// <param name="disk">The workspace.</param>
    /// <param name="approved">The report that a person approved.</param>
    /// <param name="options">The content store and the limits of the dry run.</param>
    /// <param name="cancellation">Ends the reading of large files.</param>
    public StagingInterpreter(
        IRealTree disk,
        DryRunExecutionReport approved,
        SimulatorOptions options,
        CancellationToken cancellation = default)
    {
        _approved = approved;
        _modes = new ApprovedModes(new UmaskModes(ProcessUmask.Value));
        var digests = new FileDigests(disk, options.Digests, options.Time, cancellation);
        var book = new DiskObservations(
            disk, digests, options.Secrets, options.Limits,
            new ReservedPlaces(disk, options.ReservedDirectories));
        var contents = new PinnedContents(approved.PinnedContent, options.Contents);
        var around = new InterpretationContext(book, new Overlay(book), contents, _modes, options.Limits);
        _interpreter = new StepInterpreter(around, options.Verbs);
    }

    /// <summary>Interprets the plan's next step; every step must be handed in, in the plan's order.</summary>
    public StagedInterpretation Next(PlanStep step)
    {
        var approved = _next < _approved.StepsSimulated.Length ? _approved.StepsSimulated[_next] : null;
        _next++;
        if (approved is null || approved.StepId != step.StepId)
        {
            throw new ArgumentException(
                $"The approved report does not have step {step.StepId} in this place.", nameof(step));
        }
        _modes.Predicted = approved.PredictedAfter;
        var interpretation = _interpreter.Interpret(step);
        return new StagedInterpretation(interpretation, PredictionDifference.Of(approved, interpretation));
    }
}
