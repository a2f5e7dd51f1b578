using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Hosting.Tests.Seeds;

/// <summary>The first seed's execution tests and the known faults of the originals, on a real disk.</summary>
public sealed class ExecutionTests : IAsyncLifetime
{
    private HostedArgo _argo = null!;

    public async Task InitializeAsync() => _argo = await HostedArgo.StartAsync(hasFailpoints: true);

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Fact]
    public async Task Successful_write_execution()
    {
        var end = await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "output.txt", "hello")));

        Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
        Assert.Equal("hello", await File.ReadAllTextAsync(_argo.PathOf("output.txt")));
        var step = Assert.Single(end.Result.StepsExecuted);
        Assert.True(step is { Success: true, ExpectedVsActualMatch: true, PreconditionMet: true });
        Assert.Equal("output.txt", Assert.Single(step.AffectedResources));
    }

    [Fact]
    public async Task Execution_chain_traceability()
    {
        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "a", "1"));
        var report = await _argo.DryRunAsync(plan);
        var end = await _argo.ExecuteAsync(plan, report, await _argo.ApproveAsync(report));

        Assert.Equal("transcription-1", end.Result.TranscriptionId);
        Assert.Equal("intent-1", end.Result.IntentId);
        Assert.Equal("plan-1", end.Result.ExecutionPlanId);
        Assert.Equal(report.ReportId, end.Result.DryRunReportId);
        Assert.Equal("ada", end.Result.Approver);
    }

    [Fact]
    public async Task Execution_checks_real_preconditions()
    {
        _argo.Write("a.txt", "as simulated");
        var plan = HostedArgo.Plan("""{"step_id": 1, "action_type": "delete", "target": "a.txt"}""");
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        File.Delete(_argo.PathOf("a.txt"));

        var end = await _argo.ExecuteAsync(plan, report, approval);

        Assert.Equal(ExecutionStatus.Aborted, end.Result.ExecutionStatus);
        Assert.True(end.Result.DivergenceDetected);
        Assert.Contains("a.txt", end.Result.DivergenceDetails, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_after_state_captured()
    {
        _argo.Write("a.txt", "old");
        var result = (await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new!")))).Result;

        Assert.Equal(3, result.BeforeStateSnapshot!.Paths["a.txt"].Size);
        Assert.Equal(4, result.AfterStateSnapshot!.Paths["a.txt"].Size);
    }

    [Fact]
    public async Task Execution_result_serialization()
    {
        var result = (await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")))).Result;
        var json = ArtifactJson.Write(result);
        Assert.Contains("\"execution_status\":\"success\"", json, StringComparison.Ordinal);
        Assert.Equal(json, ArtifactJson.Write(
            ArtifactJson.Read<ExecutionResultArtifact>(json, ArtifactLimits.Evidence)));
    }

    [Fact]
    public async Task Rollback_on_execution_failure()
    {
        _argo.Write("kept.txt", "as it was");
        var before = TreeManifest.Capture(_argo.Root);
        var plan = HostedArgo.Plan(
            HostedArgo.WriteStep(1, "kept.txt", "changed") + "," + HostedArgo.WriteStep(2, "taken.txt", "x"));
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        _argo.Failpoint = point =>
        {
            if (point == "swap.rename.after" && !File.Exists(_argo.PathOf("taken.txt")))
                _argo.Write("taken.txt", "somebody else's");
        };
        var result = (await _argo.ExecuteAsync(plan, report, approval)).Result;

        Assert.Equal(ExecutionStatus.RolledBack, result.ExecutionStatus);
        Assert.True(result is { RollbackInvoked: true, RollbackFullySuccessful: true, StepsFailed: 1 });
        Assert.True(
            result.StepsExecuted[0] is { Success: true, RollbackInvoked: true, RollbackSucceeded: true });
        Assert.NotNull(result.StepsExecuted[1].ErrorMessage);
        File.Delete(_argo.PathOf("taken.txt"));
        Assert.Equal(before, TreeManifest.Capture(_argo.Root));
    }

    [Fact]
    public async Task Step_actions_record_what_they_did()
    {
        _argo.Write("read.txt", "12345");
        _argo.Write("gone.txt", "123");
        var result = (await _argo.RunAsync(HostedArgo.Plan(
            $$"""
            {{HostedArgo.WriteStep(1, "written.txt", "1234567")}},
            {"step_id": 2, "action_type": "create", "target": "made", "parameters": {"kind": "directory"} },
            {"step_id": 3, "action_type": "read", "target": "read.txt"},
            {"step_id": 4, "action_type": "delete", "target": "gone.txt"}
            """))).Result;

        Assert.Equal(ExecutionStatus.Success, result.ExecutionStatus);
        var did = result.StepsExecuted.Select(step => step.ActualStateChange).ToArray();
        Assert.Equal("creates 'written.txt' with 7 bytes", did[0]); // path, content size
        Assert.Contains("creates the directory 'made'", did[1], StringComparison.Ordinal);
        Assert.Equal("", did[2]); // a read changes nothing; size and permissions are what was seen
        Assert.Matches(
            "read.txt is a file of 5 bytes, mode 0[0-7]{3}", result.StepsExecuted[2].PreconditionDetail);
        Assert.Contains("deletes 'gone.txt', a file of 3 bytes", did[3], StringComparison.Ordinal);
        Assert.All(result.StepsExecuted, step => Assert.True(step.StartedAt <= step.Timestamp));
        Assert.True(result.StepsExecuted[^1].Timestamp <= result.CreatedAt);
    }

    [Fact]
    public async Task Nothing_the_plan_does_not_name_should_be_made_not_even_parent_folders()
    {
        var report = await _argo.DryRunAsync(
            HostedArgo.Plan(HostedArgo.WriteStep(1, "no/such/dir/a.txt", "x")));
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_argo.Root));
    }

    [Fact]
    public async Task Verification_should_be_read_from_the_disk()
    {
        var end = await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        var after = end.Result.AfterStateSnapshot!.Paths["a.txt"];
        Assert.Equal("11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437", after.Sha256);
    }

    [Fact]
    public async Task A_repeated_execution_id_should_return_the_existing_result()
    {
        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        var first = await _argo.ExecuteAsync(plan, report, approval, "exec-once");
        var second = await _argo.ExecuteAsync(plan, report, approval, "exec-once");
        Assert.Equal(first.Result.ResultId, second.Result.ResultId);
    }

    [Fact]
    public async Task An_approval_should_be_refused_the_second_time()
    {
        var plan = HostedArgo.Plan("""{"step_id": 1, "action_type": "query", "target": "a.txt"}""");
        var report = await _argo.DryRunAsync(plan);
        var approval = await _argo.ApproveAsync(report);
        var first = await _argo.ExecuteAsync(plan, report, approval);
        Assert.Equal(ExecutionStatus.Success, first.Result.ExecutionStatus);
        var second = await _argo.ExecuteAsync(plan, report, approval);
        Assert.Equal(ExecutionStatus.Aborted, second.Result.ExecutionStatus);
    }

    [Fact]
    public async Task The_record_should_be_found_in_the_archive_and_verify()
    {
        var end = await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        var stored = await _argo.Archive.FindAsync(end.Result.ExecutionId);
        Assert.Equal(end.Record.ExecutionHash, stored!.Record!.ExecutionHash);
        Assert.Equal(stored.Entry.RecordDigest, ArtifactDigest.Of(stored.Record));
        Assert.Equal(stored.Record.ExecutionHash, stored.Record.GetExecutionHash());
    }

    [Fact]
    public async Task Success_should_leave_nothing_in_the_vault_that_nobody_needs()
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_argo.Root, ".argo", "x")));
        Assert.Equal(["a.txt"], TreeManifest.Capture(_argo.Root).Entries.Select(entry => entry.Path));
    }
}
