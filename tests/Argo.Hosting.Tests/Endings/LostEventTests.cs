using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.TreeManifests;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// A store that lost rows of the journal: nothing is done about what they were of, and everybody says so.
/// </summary>
public sealed class LostEventTests : IAsyncLifetime
{
    private const string Id = "exec-parked";
    private const string Stream = $"persistence_id = 'rollback-{Id}'";
    private HostedArgo _argo = null!;
    private TreeManifest _parked = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        foreach (var name in (string[])["a.txt", "b.txt", "c.txt"])
            _argo.Write(name, $"old {name}");
        await _argo.ParkAsync(Id, "a.txt", "b.txt");
        _parked = TreeManifest.Capture(_argo.Root);
        await _argo.CloseAsync();
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    [Theory]
    [InlineData("1 = 1")] // all of them
    [InlineData("sequence_number = 1")]
    [InlineData("sequence_number = 2")]
    [InlineData("sequence_number = 3")] // the last
    public async Task Missing_events_should_quarantine_the_execution_and_be_named_by_doctor_and_verify(
        string which)
    {
        _argo.Sql($"DELETE FROM journal WHERE {Stream} AND {which}");
        await StaysAsItIsAsync();
    }

    [Fact]
    public async Task An_event_that_is_marked_as_deleted_should_be_missing()
    {
        _argo.Sql($"UPDATE journal SET deleted = TRUE WHERE {Stream} AND sequence_number = 3");
        await StaysAsItIsAsync();
    }

    [Fact]
    public async Task Originals_in_the_stage_should_tell_that_the_undo_plan_was_lost()
    {
        BackToAnEarlierStore();
        Directory.Move(_argo.PathOf($".argo/x/{Id}.r1"), _argo.PathOf($".argo/x/{Id}"));
        await StaysAsItIsAsync($".argo/x/{Id}/0", isVerified: false);
    }

    [Fact]
    public async Task A_claimed_stage_should_tell_that_the_claim_was_lost()
    {
        BackToAnEarlierStore();
        await StaysAsItIsAsync(isVerified: false);
    }

    [Fact]
    public async Task A_used_approval_and_a_changed_tree_should_tell_that_the_undo_plan_was_lost()
    {
        BackToAnEarlierStore();
        Directory.Delete(_argo.PathOf($".argo/x/{Id}.r1"), recursive: true); // what a step took out is gone
        await using var again = await _argo.BesideAsync();
        var failure = Assert.Single((await again.Argo.RecoverAsync(new ExecutionId(Id))).Failures);
        Assert.Contains("quarantined", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("a.txt: found", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(ExecutionState.Running, (await again.Archive.FindAsync(Id))!.Entry.State);
    }

    [Fact]
    public async Task A_missing_row_of_the_index_should_be_named_and_nothing_be_touched()
    {
        _argo.Sql($"DELETE FROM executions WHERE execution_id = '{Id}'");
        await using var again = await _argo.BesideAsync();
        await again.Argo.RecoverAsync();
        AssertUntouched($".argo/x/{Id}.r1/0");
        var verdict = await again.Services.GetRequiredService<IArgoEvidence>().VerifyAllAsync();
        Assert.Contains(verdict.Broken, broken =>
            broken.Broken!.Explanation.Contains($"rollback-{Id}", StringComparison.Ordinal));
        Assert.Contains(again.Services.GetRequiredService<IArgoDoctor>().Examine().Findings, finding =>
            finding.Subject == Id && finding.Status is DoctorStatus.Problem);
    }

    /// <summary>The store as it was in mid-run, but for the journal's rows.</summary>
    private void BackToAnEarlierStore()
    {
        _argo.Sql($"DELETE FROM journal WHERE {Stream}");
        _argo.Sql("DELETE FROM evidence_log");
        _argo.Sql("UPDATE evidence_log_size SET size = 0");
        _argo.Sql(
            $"""
            UPDATE executions SET state = 'running', owner = 'gone:1:1', finished_at = NULL,
              result_digest = NULL, record_digest = NULL
            """);
    }

    private async Task StaysAsItIsAsync(
        string original = $".argo/x/{Id}.r1/0", bool isVerified = true)
    {
        await using var again = await _argo.BesideAsync();
        var evidence = again.Services.GetRequiredService<IArgoEvidence>();
        var findings = again.Services.GetRequiredService<IArgoDoctor>().Examine().Findings;
        Assert.Contains(findings, finding => finding.Subject == Id
            && finding.Status is DoctorStatus.Problem
            && finding.Detail.Contains("quarantined", StringComparison.Ordinal));
        if (isVerified)
            Assert.Equal(Id, (await evidence.VerifyAllAsync()).Broken[0].Id);

        var failure = Assert.Single((await again.Argo.RecoverAsync(new ExecutionId(Id))).Failures);
        Assert.Contains("quarantined", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("nothing was touched", failure.Reason, StringComparison.Ordinal);
        AssertUntouched(original);

        var other = await again.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "c.txt", "new")));
        Assert.Equal(ExecutionState.Completed, other.State);
        Assert.Equal("old a.txt", await File.ReadAllTextAsync(_argo.PathOf(original)));
    }

    private void AssertUntouched(string original)
    {
        Assert.Empty(_parked.Diff(TreeManifest.Capture(_argo.Root)));
        Assert.Equal("old a.txt", File.ReadAllText(_argo.PathOf(original)));
    }
}
