using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Security;

/// <summary>
/// A lockdown while the first of three steps is swapped in: what the seed says happens automatically, a test
/// each.
/// </summary>
public sealed class EscalationTests : IAsyncLifetime
{
    private const string Execution = "exec-halted";

    private HostedArgo _argo = null!;
    private TreeManifest _before = null!;
    private ExecutionEnd _end = null!;

    private IArgoSecurity Security => _argo.Services.GetRequiredService<IArgoSecurity>();

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old a");
        _argo.Write("b.txt", "old b");
        _before = TreeManifest.Capture(_argo.Root);
        var plan = HostedArgo.Plan(string.Join(", ",
            HostedArgo.WriteStep(1, "a.txt", "new a"),
            HostedArgo.WriteStep(2, "b.txt", "new b"),
            HostedArgo.WriteStep(3, "c.txt", "new c")));
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        LockDownAtTheFirstSwap();
        _end = await _argo.ExecuteAsync(plan, report, approval, Execution);
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Fact]
    public void Escalation_should_capture_the_security_state_afterwards()
    {
        var after = _end.Record.SecuritySnapshotPost!;
        Assert.Equal(SecurityState.Lockdown, after.SecurityState);
        Assert.Equal("Post-execution (incomplete - security escalation)", after.Context);
        Assert.Equal(SecurityState.Unknown, _end.Record.SecuritySnapshotPre.SecurityState);
    }

    [Fact]
    public void Escalation_should_mark_the_record_incomplete_and_keep_what_was_seen()
    {
        Assert.Equal(RecordStatus.Incomplete, _end.Record.Status);
        Assert.Contains("intruder", _end.Record.CompletionReason, StringComparison.Ordinal);
        Assert.Contains(
            _end.Record.StepEvents, e => e is { StepIndex: 0, EventType: StepEventType.StepCompleted });
        Assert.Equal(ExecutionState.Halted, _end.State);
        Assert.Equal(ExecutionStatus.Partial, _end.Result.ExecutionStatus);
    }

    [Fact]
    public async Task Escalation_should_let_no_further_step_run()
    {
        Assert.DoesNotContain(_end.Record.StepEvents, e => e.StepIndex > 0);
        Assert.Equal("new a", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Equal("old b", await File.ReadAllTextAsync(_argo.PathOf("b.txt")));
        Assert.False(File.Exists(_argo.PathOf("c.txt")));
        Assert.False(_end.Result.RollbackInvoked);
    }

    [Fact]
    public async Task Escalation_should_leave_a_record_that_can_be_investigated()
    {
        var stored = await _argo.Archive.FindAsync(Execution);
        Assert.Equal(_end.Record.ExecutionHash, stored!.Record!.ExecutionHash);
        Assert.True(RecordVerifier.Verify(stored.RecordBytes!.Value).IsIntact);
    }

    [Fact]
    public async Task Escalation_should_make_a_rollback_impossible_and_marked_unsafe()
    {
        var scaffold = await _argo.Archive.PlanRollbackAsync(Execution);
        Assert.False(scaffold!.RollbackPossible);
        Assert.Contains("security escalation", scaffold.Reason, StringComparison.Ordinal);
        Assert.Contains(scaffold.Warnings, w => w.Contains("incident occurred", StringComparison.Ordinal));
        Assert.Contains(scaffold.Warnings, w => w.Contains("may be inconsistent", StringComparison.Ordinal));

        var recovered = await _argo.Argo.RecoverAsync(new ExecutionId(Execution));
        Assert.Contains("LOCKDOWN", Assert.Single(recovered.Failures).Reason, StringComparison.Ordinal);
        Assert.Equal("new a", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
    }

    [Fact]
    public async Task A_person_should_be_able_to_undo_a_halted_execution_once_the_host_is_unlocked()
    {
        await Security.UnlockAsync("host cleaned", "grace");
        var recovered = await _argo.Argo.RecoverAsync(new ExecutionId(Execution));

        Assert.Equal(ExecutionState.RolledBack, Assert.Single(recovered.Ends).State);
        Assert.Empty(_before.Diff(TreeManifest.Capture(_argo.Root)));
    }

    private void LockDownAtTheFirstSwap()
    {
        var armed = 1;
        _argo.Failpoint = name =>
        {
            if (name == "swap.rename.after" && Interlocked.Exchange(ref armed, 0) == 1)
            {
                Security.EscalateAsync(SecurityState.Lockdown, "intruder", "ada")
                    .Wait(TimeSpan.FromSeconds(30));
            }
        };
    }
}
