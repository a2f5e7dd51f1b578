using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Transactions.Undo;

namespace Argo.Workspaces.Transactions.Copies;

/// <summary>
/// A directory that a person says is the workspace of an execution that did not end: moved, copied or
/// restored since. It is only looked at.
/// </summary>
public static class RelocatedWorkspace
{
    /// <summary>
    /// The undo plan for the objects that are there; null when they cannot be told to be those of the
    /// workspace, because they were copied and an original or a new object is not among them.
    /// </summary>
    /// <param name="root">The directory, absolute.</param>
    /// <param name="plan">The journaled undo plan.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="report">Its approved simulation, which knows the contents.</param>
    /// <param name="options">How the simulation was made.</param>
    /// <exception cref="WorkspaceException">
    /// The directory cannot be read, or the original one is still in its place.
    /// </exception>
    public static UndoPlan? FindPlan(
        string root, UndoPlan plan, string executionId, DryRunExecutionReport report,
        SimulatorOptions options)
    {
        using var there = ConfinedRoot.Open(root);
        var moved = there.RootStat.Identity.IsSameObject(plan.RootIdentity);
        if (!moved && IsInPlace(plan))
            throw new WorkspaceException(
                WorkspaceFault.Refused,
                $"'{plan.WorkspaceRoot}' is still the directory that this execution worked in, and "
                + $"'{root}' is another one. Type 'argo recover {executionId}'. Nothing was touched.");
        UndoPlanRules.Check(plan, there, executionId);
        return moved ? plan with { WorkspaceRoot = root }
            : new CopiedUndoPlan(there, plan, executionId, report, options).Find();
    }

    /// <summary>
    /// How the contents of a directory differ from what the dry run saw, whichever objects they are in.
    /// </summary>
    /// <exception cref="WorkspaceException">The directory cannot be read.</exception>
    public static ImmutableArray<Drift> FindDifferences(
        string root, DryRunExecutionReport report, SimulatorOptions options)
    {
        using var there = ConfinedRoot.Open(root);
        return new WitnessCheck(there, options, byContent: true).Compare(report);
    }

    private static bool IsInPlace(UndoPlan plan)
    {
        try
        {
            using var original = ConfinedRoot.Open(plan.WorkspaceRoot);
            return original.RootStat.Identity.IsSameObject(plan.RootIdentity);
        }
        catch (WorkspaceException)
        {
            return false;
        }
    }
}
