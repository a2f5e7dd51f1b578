using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Argo.Storage;
using Argo.Workspaces.Transactions;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Endings;

/// <summary>A commit whose answer is lost, or that fails once, changes no end and is done once.</summary>
public sealed class UnansweredStoreTests : IAsyncLifetime
{
    private const string Id = "exec-unanswered";

    private HostedArgo _argo = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old");
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Theory]
    [InlineData("commit.admitted.before")]
    [InlineData("commit.admitted.after")]
    [InlineData("commit.consumed.before")]
    [InlineData("commit.consumed.after")]
    [InlineData("commit.prepared.before")]
    [InlineData("commit.prepared.after")]
    [InlineData("commit.completed.before")]
    [InlineData("commit.completed.after")]
    [InlineData("commit.ended.before")]
    [InlineData("commit.ended.after")]
    public async Task A_commit_that_fails_once_should_be_made_once_and_the_plan_end_as_simulated(string point)
    {
        var failures = 0;
        var end = await RunAsync(reached =>
        {
            if (reached == point && Interlocked.Increment(ref failures) == 1)
                throw new StoreException(StoreFault.NotReachable, "the connection was lost");
        });

        Assert.True(failures > 0, $"{point} was not reached");
        Assert.Equal(ExecutionState.Completed, end.State);
        Assert.Equal("new", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        var verdict = await _argo.Services.GetRequiredService<IArgoEvidence>().VerifyAllAsync();
        Assert.True(verdict.IsIntact, string.Join('\n', verdict.Broken));
        Assert.Equal(1, verdict.LogSize);
    }

    [Fact]
    public async Task A_disk_that_is_full_at_admission_should_be_said_at_once()
    {
        var failures = 0;
        var refusal = await Assert.ThrowsAsync<ArgoException>(() => RunAsync(reached =>
        {
            if (reached != "commit.admitted.before")
                return;
            failures++;
            throw new StoreException(StoreFault.Full, "the disk is full");
        }));
        Assert.Contains("the disk is full", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, failures);
    }

    [Fact]
    public async Task A_journal_that_another_process_has_written_to_should_stop_the_execution()
    {
        var end = await RunAsync(reached =>
        {
            if (reached == "commit.prepared.before")
                TakeOver();
        });
        Assert.Equal(ExecutionState.Aborted, end.State);
        Assert.Contains("taken over elsewhere", end.Result.AbortReason, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
    }

    private async Task<ExecutionEnd> RunAsync(Action<string> handler)
    {
        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        _argo.Failpoint = handler;
        return await _argo.ExecuteAsync(plan, report, approval, Id);
    }

    private void TakeOver() => _argo.Sql(
        $$"""
        INSERT INTO journal
          (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
        VALUES (1, FALSE, 'rollback-{{Id}}', 1,
          CAST('{"reason":"taken over elsewhere","at":"2026-11-22T12:00:00+00:00"}' AS BLOB),
          'rollback-aborted.v1', 8101, 'other')
        """);
}
