using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Tests.Doubles;

namespace Argo.Hosting.Tests.Seeds;

/// <summary>An approval that was used stays used, whatever became of the row that says so.</summary>
public sealed class UsedApprovalTests : IAsyncLifetime
{
    private static readonly ExecutionPlanArtifact Plan =
        HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));

    private HostedArgo _argo = null!;
    private DryRunExecutionReport _report = null!;
    private ApprovalArtifact _approval = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync();
        _report = await _argo.DryRunAsync(Plan);
        _approval = await _argo.ApproveAsync(_report);
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    [Theory]
    [InlineData("DELETE FROM approvals")]
    [InlineData("DELETE FROM approvals; DELETE FROM journal")]
    [InlineData("DELETE FROM approvals; DELETE FROM executions")]
    public async Task A_deleted_row_should_not_make_a_used_approval_serve_again(string sql)
    {
        await ExecuteAsync("exec-first");
        File.Delete(_argo.PathOf("a.txt")); // the tree is as the dry run saw it
        _argo.Sql(sql);
        var again = await ExecuteAsync("exec-second");
        Assert.Equal(ExecutionStatus.Aborted, again.ExecutionStatus);
        Assert.Contains("was used by execution exec-first", again.AbortReason, StringComparison.Ordinal);
        Assert.Equal(3, again.Gates.First(gate => !gate.Passed).Gate);
        Assert.False(File.Exists(_argo.PathOf("a.txt")));
    }

    [Fact]
    public async Task An_approval_that_was_handed_in_with_what_a_gate_refused_should_still_serve()
    {
        _argo.Write("a.txt", "in the way");
        Assert.Equal(ExecutionStatus.Aborted, (await ExecuteAsync("exec-first")).ExecutionStatus);
        File.Delete(_argo.PathOf("a.txt"));
        Assert.Equal(ExecutionStatus.Success, (await ExecuteAsync("exec-second")).ExecutionStatus);
    }

    [Fact]
    public async Task A_used_approval_of_a_changed_world_should_be_refused_with_the_remedy_furthest_back()
    {
        await ExecuteAsync("exec-first");
        var again = await ExecuteAsync("exec-second");
        Assert.Contains("simulate the plan again", again.AbortReason, StringComparison.Ordinal);
        Assert.DoesNotContain("approve the report again", again.AbortReason, StringComparison.Ordinal);
    }

    private async Task<ExecutionResultArtifact> ExecuteAsync(string id) =>
        (await _argo.ExecuteAsync(Plan, _report, _approval, id)).Result;
}
