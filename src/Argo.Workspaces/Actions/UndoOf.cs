using Argo.Artifacts.Plans;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>What a report says about the undo of one step.</summary>
/// <param name="Exists">Whether there is one.</param>
/// <param name="Coherent">Whether it puts back what the step changes.</param>
/// <param name="Feasible">Whether it can be carried out here.</param>
/// <param name="Procedure">How, in words.</param>
/// <param name="Risk">How much harm the lack of one may do.</param>
internal sealed record UndoOf(bool Exists, bool Coherent, bool Feasible, string Procedure, SafetyLevel Risk)
{
    private static readonly UndoOf NothingChanges =
        new(true, true, true, "Nothing to undo: the step changes nothing.", SafetyLevel.Safe);

    /// <summary>For a step that is not reached.</summary>
    public static readonly UndoOf NotReached =
        new(true, true, true, "Nothing to undo: the step cannot be done.", SafetyLevel.Safe);

    /// <summary>
    /// Why the draft's changes cannot be undone; null when they can, or when there are none.
    /// </summary>
    public static UndoObstacle? Obstacle(StepDraft draft, FreeSpaceBudget freeSpaceBudget)
    {
        if (draft.Changes.Count == 0)
            return null;
        if (freeSpaceBudget.Take(draft.Changes) is { } tooLittle)
            return new UndoObstacle(tooLittle, MayBeAccepted: false);
        if (draft.Step.RollbackCapability == RollbackCapability.Partial)
        {
            draft.Warn("the plan calls its own undo partial; what it changes outside of the workspace, "
                + "Argo cannot undo");
        }
        if (NotPutBack(draft) is { } bit)
            return new UndoObstacle(bit, MayBeAccepted: false);
        if (OnAnotherMount(draft) is { } path)
            return new UndoObstacle($"{Quote(path)} is on another mount, out of the vault's reach", false);
        return draft.Step.RollbackCapability == RollbackCapability.None
            ? new UndoObstacle("by the plan it cannot be undone (rollback_capability: none)", true)
            : null;
    }

    /// <summary>What is said of a step whose preconditions are met.</summary>
    public static UndoOf Describe(StepDraft draft, UndoObstacle? obstacle)
    {
        if (draft.Changes.Count == 0)
            return NothingChanges;
        if (obstacle is null)
            return new UndoOf(true, true, true, draft.UndoProcedure, SafetyLevel.Safe);
        return obstacle.MayBeAccepted
            ? new UndoOf(false, false, false, Declared(draft), SafetyLevel.Critical)
            : new UndoOf(true, true, false, $"Cannot be done: {obstacle.Reason}.", SafetyLevel.Critical);
    }

    private static string Declared(StepDraft draft) =>
        "The plan says that the step cannot be undone. When the execution fails, Argo still does this inside "
        + $"the workspace: {draft.UndoProcedure}";

    // The kernel takes the bit off silently where this user may not set it.
    private static string? NotPutBack(StepDraft draft) => draft.Changes.OfType<Change.SetMode>()
        .Select(set => (set.Path, Rights: draft.Around.Tree.Rights(set.Path)))
        .Select(set => set.Rights is { } rights
            ? draft.Around.Rules.WhyNotSetGroup(rights.Gid, rights.Mode, Quote(set.Path))
            : null)
        .FirstOrDefault(reason => reason is not null);

    private static string? OnAnotherMount(StepDraft draft)
    {
        var book = draft.Around.Book;
        var home = book.See("")?.MountId;
        return draft.Before.Keys.FirstOrDefault(
            path => draft.Around.Tree.Look(path).Stat is { } stat && stat.MountId != home);
    }
}
