using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Transactions;
using Some = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>One plan on one field as the actors run it, with the world changing at one moment.</summary>
/// <remarks>
/// A first step writes beside the attacked path, so that its directory is known and changed already. What is
/// journaled
/// is kept in <see cref="_journaled"/>; leaving the site is the process dying.
/// </remarks>
internal sealed class AttackedRun(
    AttackedTree tree, AttackedStep step, AttackPhase phase, Action change, FileSystemClass? asClass)
{
    private const int SecondStep = 2;
    private static int _executions;

    private readonly string _id = $"exec-{Interlocked.Increment(ref _executions)}";
    private readonly SimulatorOptions _simulator = new();
    private readonly List<string> _refusals = [];
    private UndoPlan? _journaled;
    private PlanTransactionRequest? _order;
    private bool _isUndoing;
    private bool _changed;
    private int _steps;
    private int _epoch;

    /// <summary>What said no, in its words; empty when everything was done.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Whether the moment came.</summary>
    public bool WasReached => _changed;

    /// <summary>Dry run, gates, staging, swaps, then the undo in another process.</summary>
    public void Play(string path)
    {
        At(AttackPhase.DryRun);
        var plan = Some.Plan(Some.Write($"{Path.GetDirectoryName(path)}/first", "x"), step.Step(path));
        try
        {
            var report = new Simulator(_simulator).Simulate(plan, new SimulationRequest
            {
                WorkspaceRoot = tree.Root, WorkspaceName = "ws",
            });
            _order = new PlanTransactionRequest
            {
                ExecutionId = _id,
                Workspace = "ws",
                WorkspaceRoot = tree.Root,
                Plan = plan,
                Report = report,
                Simulator = _simulator,
                Options =
                new TransactionOptions { BallastBytes = 0, Failpoint = Reached, ForcedClass = asClass },
            };
            if (report.SimulationStatus is SimulationStatus.Success)
                Execute(plan, report);
            else
                Refuse(report.BlockingReason!);
        }
        catch (WorkspaceException refusal)
        {
            Refuse(refusal.Message);
        }
    }

    /// <summary>Undoes whatever stands, as a recovery does; what could not be undone, in words.</summary>
    public List<string> Recover()
    {
        if (_order is null)
            return [];
        try
        {
            using var site = PlanTransaction.Reopen(_order, _journaled);
            if (_journaled is null)
                return [];
            _isUndoing = true;
            site.Fence(++_epoch);
            return [.. _journaled.Rows.Reverse().Select(site.Undo)
                .Where(undone => undone.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed)
                .Select(undone => undone.Detail)];
        }
        catch (WorkspaceException refusal)
        {
            return [refusal.Message];
        }
    }

    /// <summary>After an undo with nothing in its way: the end, and what is not as it was.</summary>
    public List<string> End()
    {
        if (_order is null)
            return [];
        using var site = PlanTransaction.Reopen(_order, _journaled);
        List<string> left = [.. _journaled is null ? [] : site.VerifyRestored().Select(drift => $"{drift}")];
        site.Collect();
        return left;
    }

    /// <summary>The end, as far as the world lets it come.</summary>
    public void EndQuietly()
    {
        try
        {
            End();
        }
        catch (WorkspaceException)
        {
            _order = null; // what is left of the stage is not what is looked at
        }
    }

    private void Execute(ExecutionPlanArtifact plan, DryRunExecutionReport report)
    {
        At(AttackPhase.Gates);
        var drift = new Simulator(_simulator).FindDrift(report, tree.Root);
        if (drift.Length > 0)
        {
            Refuse(string.Join("; ", drift));
            return;
        }
        At(AttackPhase.Staging);
        using var site = PlanTransaction.Open(_order!);
        foreach (var step in plan.Steps)
        {
            if (site.Stage(step.StepId).Error is not { } error)
                continue;
            Refuse(error);
            return;
        }
        site.Flush();
        if (site.VerifyWitness() is { Length: > 0 } moved)
        {
            Refuse(string.Join("; ", moved));
            return;
        }
        _journaled = site.BuildUndoPlan();
        At(AttackPhase.Acting);
        Act(site, plan);
    }

    private void Act(PlanTransaction site, ExecutionPlanArtifact plan)
    {
        foreach (var step in plan.Steps)
        {
            _steps++;
            var outcome = site.Act(step.StepId);
            if (!outcome.Success)
            {
                Refuse(outcome.Error ?? "");
                return;
            }
            if (_steps == 1)
                At(AttackPhase.Between);
        }
        site.Flush();
        At(AttackPhase.Recovery);
    }

    private Errno Reached(string point)
    {
        var isCall = point.EndsWith(".before", StringComparison.Ordinal);
        if (isCall && _steps == SecondStep && !_isUndoing
            && point.StartsWith("swap.", StringComparison.Ordinal))
            At(AttackPhase.Call);
        if (isCall && _isUndoing && point.StartsWith("undo.", StringComparison.Ordinal))
            At(AttackPhase.UndoCall);
        return Errno.Ok;
    }

    private void At(AttackPhase now)
    {
        if (now != phase || _changed)
            return;
        _changed = true;
        change();
    }

    private void Refuse(string reason) => _refusals.Add(reason);
}
