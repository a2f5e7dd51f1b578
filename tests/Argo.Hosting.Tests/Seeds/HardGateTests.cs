using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.TreeManifests;

namespace Argo.Hosting.Tests.Seeds;

/// <summary>
/// The first seed's five gates, on a real disk: any refusal is ABORTED, says why, and touches nothing.
/// </summary>
public sealed class HardGateTests : IAsyncLifetime
{
    private static readonly ExecutionPlanArtifact Plan =
        HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));

    private HostedArgo _argo = null!;
    private TreeManifest _before = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync();
        _argo.Write("a.txt", "old");
        _before = TreeManifest.Capture(_argo.Root);
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    [Fact]
    public async Task Hard_gate_no_dry_run_report() =>
        Refused(await _argo.ExecuteAsync(Plan, null, null), "No dry-run report");

    [Fact]
    public async Task Hard_gate_unsafe_simulation()
    {
        var step = Plan.Steps[0] with { RollbackCapability = RollbackCapability.None };
        var plan = Plan with { Steps = [step] };
        var report = await _argo.DryRunAsync(plan);
        Assert.Equal(SimulationStatus.Unsafe, report.SimulationStatus);
        Refused(await _argo.ExecuteAsync(plan, report, await _argo.ApproveAsync(report)), "unsafe");
    }

    [Fact]
    public async Task Hard_gate_blocked_simulation()
    {
        var plan = HostedArgo.Plan("""{"step_id": 1, "action_type": "delete", "target": "missing.txt"}""");
        var report = await _argo.DryRunAsync(plan);
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Refused(await _argo.ExecuteAsync(plan, report, await _argo.ApproveAsync(report)), "blocked");
    }

    [Fact]
    public async Task Hard_gate_user_not_approved() =>
        Refused(await _argo.ExecuteAsync(Plan, await _argo.DryRunAsync(Plan), null), "approve");

    [Fact]
    public async Task Hard_gate_id_mismatch()
    {
        var report = await _argo.DryRunAsync(Plan);
        var other = Plan with { PlanId = "plan-2" };
        Refused(await _argo.ExecuteAsync(other, report, await _argo.ApproveAsync(report)), "mismatch");
    }

    [Fact]
    public async Task Required_confirmations_are_demanded()
    {
        var step = Plan.Steps[0] with { RequiredConfirmations = ["confirm_overwrite"] };
        var plan = Plan with { Steps = [step] };
        var report = await _argo.DryRunAsync(plan);
        var order = new ApproveRequest { Report = report, Approver = "ada" };
        StepConfirmation given = new(1, "confirm_overwrite"), unknown = new(1, "anything");
        var silent = await Assert.ThrowsAsync<ArgoException>(() => _argo.Argo.ApproveAsync(order));
        Assert.Contains("step 1 demands 'confirm_overwrite'", silent.Message, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<ArgoException>(
            () => _argo.Argo.ApproveAsync(order with { Confirmations = [given, unknown] }));
        Assert.Contains("does not demand 'anything'", wrong.Message, StringComparison.Ordinal);

        var approval = await _argo.Argo.ApproveAsync(order with { Confirmations = [given] });
        Refused(
            await _argo.ExecuteAsync(plan, report, approval with { Confirmations = [] }), "signature");
        var end = await _argo.ExecuteAsync(plan, report, approval);

        Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
    }

    [Fact]
    public async Task A_forged_approval_should_be_refused()
    {
        var report = await _argo.DryRunAsync(Plan);
        var approval = await _argo.ApproveAsync(report) with { Approver = "somebody else" };
        Refused(await _argo.ExecuteAsync(Plan, report, approval), "signature");
    }

    [Fact]
    public async Task A_file_that_changed_after_the_dry_run_should_be_named_with_expected_and_found()
    {
        var report = await _argo.DryRunAsync(Plan);
        var approval = await _argo.ApproveAsync(report);
        _argo.Write("a.txt", "edited by a person");
        _before = TreeManifest.Capture(_argo.Root);
        Refused(await _argo.ExecuteAsync(Plan, report, approval), "a.txt");
    }

    private void Refused(ExecutionEnd end, string words)
    {
        Assert.Equal(ExecutionStatus.Aborted, end.Result.ExecutionStatus);
        Assert.Contains(words, end.Result.AbortReason, StringComparison.Ordinal);
        Assert.Contains(end.Result.Gates, gate => !gate.Passed);
        Assert.Equal(_before, TreeManifest.Capture(_argo.Root));
        Assert.False(Directory.Exists(_argo.PathOf(".argo")), "a refusal made a vault");
    }
}
