using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;

namespace Argo.Actors.Observation;

/// <summary>
/// Makes the guidance for an undo by hand out of a record and the plan's hints; it never executes anything.
/// </summary>
public static class RollbackPlanner
{
    private static readonly ImmutableArray<string> ByHand =
    [
        "Review every hint and what it needs before you begin.",
        "Verify that the present state is what the record says.",
        "Apply the hints in reverse order of the steps.",
        "Check the state after each.",
        "Document what you did and what you found.",
    ];

    /// <summary>The guidance for one execution.</summary>
    /// <param name="record">As it stands; an execution that has not ended has nothing to roll back.</param>
    /// <param name="hints">The plan's: <see cref="ScaffoldHint.Of(ExecutionPlanArtifact)"/>, or the host's
    /// own.</param>
    public static RollbackScaffold PlanRollback(ExecutionRecord record, IEnumerable<ScaffoldHint> hints)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(hints);
        return Plan(record, new HintFilter(hints));
    }

    /// <summary>
    /// The guidance for what a result says still stands: the hints of a step that never was applied, or was
    /// undone when it failed, would be carried out on what others have there.
    /// </summary>
    /// <param name="record">As it stands.</param>
    /// <param name="hints">The plan's.</param>
    /// <param name="plan">The plan, by which hints count steps.</param>
    /// <param name="result">The result; null where none is stored yet, and then every hint is given.</param>
    public static RollbackScaffold PlanRollback(
        ExecutionRecord record,
        IEnumerable<ScaffoldHint> hints,
        ExecutionPlanArtifact plan,
        ExecutionResultArtifact? result)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(plan);
        var idle = result is null ? [] : StepsNotApplied(plan, result);
        var (kept, left) = (new List<ScaffoldHint>(), new SortedSet<int>());
        foreach (var hint in hints)
        {
            if (hint.StepIndex is { } step && idle.Contains(step))
                left.Add(step + 1);
            else
                kept.Add(hint);
        }
        var scaffold = WithKept(Plan(record, new HintFilter(kept)), result);
        if (left.Count == 0)
            return scaffold;
        var steps = string.Join(", ", left);
        return scaffold with
        {
            Reason = kept.Count > 0 || scaffold.Status is RecordStatus.Completed
                ? scaffold.Reason : "No step that has a hint was applied.",
            Warnings = [.. scaffold.Warnings, $"Step {steps} was not applied: its hints are left out."],
        };
    }

    private static RollbackScaffold WithKept(RollbackScaffold scaffold, ExecutionResultArtifact? result) =>
        result is not { KeptPaths.IsEmpty: false }
            ? scaffold
            : scaffold with
            {
                Warnings =
                [
                    .. scaffold.Warnings,
                    $"Argo's undo left out {string.Join(", ", result.KeptPaths)} (kept by decision): the "
                        + "tree is NOT as before.",
                ],
            };

    private static HashSet<int> StepsNotApplied(ExecutionPlanArtifact plan, ExecutionResultArtifact result)
    {
        var applied = result.StepsExecuted.Where(IsApplied).Select(step => step.StepId).ToHashSet();
        return [.. plan.Steps.Index().Where(step => !applied.Contains(step.Item.StepId))
            .Select(step => step.Index)];
    }

    private static bool IsApplied(ExecutedStepResult step) => step.Success
        || !step.AffectedResources.IsEmpty && !(step.RollbackInvoked && step.RollbackSucceeded);

    /// <summary>The guidance where the plan gave no hints.</summary>
    /// <inheritdoc cref="PlanRollback(ExecutionRecord, IEnumerable{ScaffoldHint})"/>
    public static RollbackScaffold PlanRollback(ExecutionRecord record) => PlanRollback(record, []);

    /// <summary>
    /// The same with hints as JSON from elsewhere; those that cannot be read are named in the warnings.
    /// </summary>
    /// <param name="hints">A list of objects: step_index, description, actions, required_inputs, risks,
    /// estimated_duration.</param>
    /// <inheritdoc cref="PlanRollback(ExecutionRecord, IEnumerable{ScaffoldHint})"/>
    public static RollbackScaffold PlanRollback(ExecutionRecord record, JsonElement hints)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Plan(record, new HintFilter(hints));
    }

    private static RollbackScaffold Plan(ExecutionRecord record, HintFilter hints)
    {
        var (possible, reason, warnings) = Judge(record, hints.Hints.Length);
        return new RollbackScaffold
        {
            ExecutionId = record.ExecutionId,
            PlanId = record.PlanId,
            Status = record.Status,
            RollbackPossible = possible,
            Reason = reason,
            Hints = hints.Hints,
            Warnings = [.. warnings, .. hints.Warnings, .. Undone(record)],
            IrreversibleSteps = Irreversible(record),
            ManualSteps = possible ? ByHand : [],
        };
    }

    private static (bool Possible, string Reason, string[] Warnings) Judge(
        ExecutionRecord record, int hints) =>
        record.Status switch
        {
            RecordStatus.Completed => No("The execution completed; no rollback is needed."),
            RecordStatus.Started => No("The execution has not ended; there is nothing to roll back."),
            RecordStatus.Incomplete => No(
                "A security escalation stopped the execution.",
                "A security incident occurred during the execution.",
                "The state may be inconsistent."),
            _ when Insecure(record) is { } state => No(
                $"The security state after the execution was {state}.",
                $"Do not roll back while the security state is {state}: clear the incident first."),
            _ when hints == 0 => No("The plan gave no hints for a rollback."),
            _ => (true, $"The plan gave {hints} hint{(hints == 1 ? "" : "s")} for a rollback by hand.", []),
        };

    private static (bool Possible, string Reason, string[] Warnings) No(
        string reason, params string[] warnings) =>
        (false, reason, warnings);

    /// <summary>The state afterwards in words, when it is known and not secure.</summary>
    private static string? Insecure(ExecutionRecord record)
    {
        var after = record.SecuritySnapshotPost?.SecurityState ?? SecurityState.Unknown;
        return after is SecurityState.Unknown or SecurityState.Secure
            ? null : after.ToString().ToUpperInvariant();
    }

    private static IEnumerable<string> Undone(ExecutionRecord record)
    {
        var steps = record.StepEvents.Where(step => step.EventType is StepEventType.StepCompensated)
            .Select(step => step.StepName).Distinct().ToArray();
        return steps.Length == 0
            ? []
            : [$"Argo has undone {string.Join("; ", steps)} already: leave out the hints for it."];
    }

    private static ImmutableArray<int> Irreversible(ExecutionRecord record) =>
        [.. record.SideEffectsReport.SideEffectsObserved
            .Where(effect => !effect.Reversible && effect.StepIndex is not null)
            .Select(effect => effect.StepIndex!.Value)
            .Distinct()
            .Order()];
}
