using System.Collections.Immutable;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Interpretation;

/// <summary>
/// Interprets the steps of one plan in order, each on the tree as the steps before it leave it.
/// </summary>
internal sealed class StepInterpreter(InterpretationContext around, VerbHandlers verbs)
{
    private readonly FreeSpaceBudget _freeSpaceBudget = RoomOf(around);

    /// <summary>
    /// What a step means; when everything it needs is there, its changes land on the overlay.
    /// </summary>
    public StepInterpretation Interpret(PlanStep step)
    {
        if (verbs.Find(step.ActionType) is not { } action)
            return Blocked(step, verbs.WhyUnknown(step));
        var draft = new StepDraft(step, around);
        var status = Run(action, draft);
        if (status != PreconditionStatus.Met)
        {
            return new StepInterpretation
            {
                Simulated = Describe(draft, status, null),
                Reads = [.. draft.Before.Keys],
            };
        }

        var obstacle = UndoOf.Obstacle(draft, _freeSpaceBudget);
        var originals = Originals(draft);
        foreach (var change in draft.Changes)
            around.Tree.Apply(change);
        return Whole(draft, obstacle) with { Originals = originals };
    }

    private static PreconditionStatus Run(IFileAction action, StepDraft draft)
    {
        try
        {
            RelativePath.Check(draft.Step.Target);
            if (draft.Around.WhyNoVault is { } problem)
                draft.Unmet(problem);
            action.Interpret(draft);
        }
        catch (WorkspaceException refused)
        {
            draft.Unmet(refused.Message.TrimEnd('.')); // one fact among others, not a sentence
            return refused.Fault == WorkspaceFault.Io ? PreconditionStatus.Unknown : PreconditionStatus.Unmet;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            draft.Unmet($"the disk failed: {failed.Message}");
            return PreconditionStatus.Unknown;
        }
        if (draft.UnmetFacts.Count > 0)
            return PreconditionStatus.Unmet;
        draft.LeaveOutWhatIsSo();
        return PreconditionStatus.Met;
    }

    // Less a file that is only moved: a program that has it open goes on writing to it at its new path.
    private ImmutableArray<VirtualEntry> Originals(StepDraft draft)
    {
        var taken = draft.Changes.Where(change => change is not Change.SetMode)
            .Select(change => (change, Entry: around.Tree.Look(change.Path)))
            .Where(one => one.change is not Change.Rename || one.Entry.Kind is EntryKind.Directory)
            .Select(one => one.Entry);
        if (draft.CopiedFrom is { } source)
            taken = taken.Append(around.Tree.Look(source));
        return [.. taken.Where(entry => entry.Origin is not null)];
    }

    private StepInterpretation Whole(StepDraft draft, UndoObstacle? obstacle)
    {
        var affected = Affected(draft.Changes);
        var unfit = PlannedUndo.WhyUnfit(draft);
        var described = Describe(draft, PreconditionStatus.Met, obstacle);
        return new StepInterpretation
        {
            Simulated = described with
            {
                AffectedResources = affected,
                RollbackCoherent = described.RollbackCoherent && unfit is null,
                CanFail = [.. described.CanFail, .. FailureModes.Of(draft)],
                PredictedAfter = affected.ToImmutableSortedDictionary(
                    path => path, around.Tree.Print, StringComparer.Ordinal),
            },
            Changes = [.. draft.Changes],
            Reads = [.. draft.Before.Keys.Except(affected)],
            Before = draft.Before.ToImmutableSortedDictionary(StringComparer.Ordinal),
            CopiedFrom = draft.CopiedFrom,
            Obstacle = obstacle,
            UnfitProcedure = unfit,
        };
    }

    private SimulatedStep Describe(StepDraft draft, PreconditionStatus status, UndoObstacle? obstacle)
    {
        var (step, met) = (draft.Step, status == PreconditionStatus.Met);
        var changes = met && draft.Changes.Count > 0;
        var undo = met ? UndoOf.Describe(draft, obstacle) : UndoOf.NotReached;
        return new SimulatedStep
        {
            StepId = step.StepId,
            Operation = step.Operation,
            Target = step.Target,
            ActionType = step.ActionType,
            PreconditionStatus = status,
            PreconditionDetails = string.Join("; ", (met ? draft.MetFacts : draft.UnmetFacts).Distinct()),
            PredictedStateChange = changes ? draft.Prediction : "",
            RollbackExists = undo.Exists,
            RollbackCoherent = undo.Coherent,
            RollbackFeasible = undo.Feasible,
            RollbackProcedure = undo.Procedure,
            RiskLevel = Highest(step.SafetyLevel, changes ? RiskOf(draft) : SafetyLevel.Safe, undo.Risk),
            CanFail = changes || !met ? [.. draft.CanFail] : [],
        };
    }

    private SafetyLevel RiskOf(StepDraft draft) =>
        Highest(draft.Risk, verbs.Catalog.Find(draft.Step.ActionType)!.Risk);

    private static StepInterpretation Blocked(PlanStep step, string reason) => new()
    {
        Simulated = new SimulatedStep
        {
            StepId = step.StepId,
            Operation = step.Operation,
            Target = step.Target,
            ActionType = step.ActionType,
            PreconditionStatus = PreconditionStatus.Unknown,
            PreconditionDetails = reason,
            RollbackProcedure = UndoOf.NotReached.Procedure,
            RiskLevel = step.SafetyLevel,
            CanSimulate = false,
            SimulationBlockedReason = reason,
        },
    };

    private static ImmutableArray<string> Affected(IEnumerable<Change> changes) =>
        [.. changes.SelectMany(Paths).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Paths(Change change) =>
        change is Change.Rename rename ? [rename.Path, rename.Destination] : [change.Path];

    private static SafetyLevel Highest(params ReadOnlySpan<SafetyLevel> levels)
    {
        var highest = SafetyLevel.Safe;
        foreach (var level in levels)
            highest = level > highest ? level : highest;
        return highest;
    }

    private static FreeSpaceBudget RoomOf(InterpretationContext around)
    {
        var (bytes, inodes) = around.Book.Disk.FreeSpace();
        return new FreeSpaceBudget(bytes, inodes);
    }
}
