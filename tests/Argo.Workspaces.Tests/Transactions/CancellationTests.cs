using Argo.Artifacts.Plans;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;
using Argo.Workspaces.Transactions;
using Steps = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>A long call ends when it is cancelled; the tree is then as it was before the call.</summary>
public sealed class CancellationTests : IDisposable
{
    private static readonly CancellationToken Cancelled = new(canceled: true);
    private readonly TempTree _tree = new TempTree().Put("old", "text").Put("d/f", "more");

    [Fact]
    public void A_cancelled_staging_should_change_nothing_and_leave_what_can_be_collected()
    {
        var before = _tree.Capture();
        using var site = Open(Steps.Write("new", "bytes"));
        Assert.ThrowsAny<OperationCanceledException>(() => site.Stage(1, Cancelled));
        Assert.Throws<InvalidOperationException>(site.BuildUndoPlan);
        site.Collect();
        Assert.True(before.Diff(_tree.Capture()).IsEmpty);
    }

    [Fact]
    public void A_step_should_hear_a_cancel_before_its_first_swap()
    {
        using var site = Open(Steps.Write("new", "bytes"));
        Assert.Null(site.Stage(1).Error);
        site.Flush();
        site.BuildUndoPlan();
        Assert.ThrowsAny<OperationCanceledException>(() => site.Act(1, Cancelled));
        Assert.False(_tree.Exists("new"));
        Assert.True(site.Act(1).Success); // the token was for that call only
        site.Collect();
    }

    [Fact]
    public void A_look_at_a_tree_should_end_when_it_is_cancelled_and_be_whole_the_next_time()
    {
        using var site = Open(Steps.Delete("d", recursive: true));
        Assert.ThrowsAny<OperationCanceledException>(() => site.VerifyWitness(Cancelled));
        Assert.Empty(site.VerifyWitness());
        site.Collect();
    }

    public void Dispose() => _tree.Dispose();

    private PlanTransaction Open(PlanStep step)
    {
        var plan = Steps.Plan(step);
        Assert.Equal(1, plan.Steps[0].StepId);
        return PlanTransaction.Open(new PlanTransactionRequest
        {
            ExecutionId = "exec-cancelled",
            Workspace = "test",
            WorkspaceRoot = _tree.Root,
            Plan = plan,
            Report = _tree.DryRun(plan),
            Simulator = new SimulatorOptions(),
            Options = new TransactionOptions { BallastBytes = 4096 },
        });
    }
}
