using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class DryRunTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void zero_side_effects_no_file_created()
    {
        for (var round = 0; round < 3; round++)
        {
            var report = _tree.DryRun(Some.Write("new.txt", "hello"), Some.Directory("d"),
                Some.Write("d/x", "1"));
            Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        }
        Assert.Empty(Directory.GetFileSystemEntries(_tree.Root));
    }

    [Fact]
    public void zero_side_effects_no_state_changed()
    {
        _tree.Put("a.txt", "one\n").Put("d/b.txt", "two\n").Put("d/e/c.bin", "\0\u0001", "0600")
            .Link("link", "a.txt");
        var before = Everything();
        for (var round = 0; round < 3; round++)
        {
            var report = _tree.DryRun(
                Some.Write("a.txt", "other"), Some.Modify("d/b.txt", "two", "2"),
                    Some.Chmod("d/e/c.bin", "0644"),
                Some.Move("d", "moved"), Some.Copy("moved", "copied"), Some.Delete("link"),
                Some.Delete("moved", recursive: true), Some.Read("copied/b.txt"));
            Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        }
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void blocked_execution_detected()
    {
        var report = _tree.DryRun(Some.Write("fine.txt", "1"), Some.Read("missing.txt"),
            Some.Write("also.txt", "2"));

        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.False(report.ExecutionFeasible);
        Assert.Contains("step 2 (read 'missing.txt') is blocked: 'missing.txt' is not there",
            report.BlockingReason);
        Assert.Equal(PreconditionStatus.Unmet, report.Step(2).PreconditionStatus);
        // What comes after a blocked step is simulated all the same.
        Assert.Equal(PreconditionStatus.Met, report.Step(3).PreconditionStatus);
    }

    [Fact]
    public void missing_rollback_detected()
    {
        var step = Some.Write("a.txt", "1") with { RollbackCapability = RollbackCapability.None };
        var report = _tree.DryRun(step);

        Assert.Equal(SimulationStatus.Unsafe, report.SimulationStatus);
        Assert.Contains("step 1 (write 'a.txt') is unsafe", report.BlockingReason);
        Assert.False(report.AllRollbacksExist);
        Assert.False(report.AllRollbacksFeasible);
        Assert.Equal(1, Assert.Single(report.StepsWithIrreversibleActions));
        Assert.Equal(SafetyLevel.Critical, report.HighestRiskDetected);
    }

    [Fact]
    public void A_step_that_says_irreversible_may_succeed_and_is_listed_for_the_approval()
    {
        var report = _tree.DryRun(
            Some.Write("a.txt", "1"),
            Some.Write("b.txt", "1") with { RollbackCapability = RollbackCapability.None,
                Irreversible = true });

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        Assert.Equal(2, Assert.Single(report.StepsWithIrreversibleActions));
        Assert.Contains("IRREVERSIBLE: step 2", report.Summary);
    }

    [Fact]
    public void A_step_that_changes_nothing_needs_no_rollback()
    {
        _tree.Put("a.txt", "1");
        var report = _tree.DryRun(Some.Read("a.txt") with { RollbackCapability = RollbackCapability.None });

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        Assert.Empty(report.StepsWithIrreversibleActions);
        Assert.Equal(0, report.TotalPredictedChanges);
    }

    [Fact]
    public void failure_modes_identified()
    {
        _tree.Put("old.txt", "1");
        var report = _tree.DryRun(
            Some.Write("new.txt", "1"), Some.Write("old.txt", "2"), Some.Create("d", EntryKind.Directory),
            Some.Delete("old.txt"), Some.Query("new.txt"));

        string[] writesNew = [CommonFailures.NoRoom, CommonFailures.Taken, CommonFailures.NoRight];
        Assert.Equal(writesNew, report.Step(1).CanFail.AsEnumerable());
        Assert.Equal(
            [CommonFailures.NoRoom, CommonFailures.Changed, CommonFailures.NoRight],
            report.Step(2).CanFail.AsEnumerable());
        Assert.Equal(writesNew, report.Step(3).CanFail.AsEnumerable());
        Assert.Equal([CommonFailures.Changed, CommonFailures.NoRight], report.Step(4).CanFail.AsEnumerable());
        Assert.Empty(report.Step(5).CanFail);
    }

    [Fact]
    public void report_carries_what_the_original_s_carries()
    {
        var report = _tree.DryRun(Some.Write("a.txt", "1"), Some.Write("b.txt", "2"));

        Assert.True(report.AllStepsSafe);
        Assert.False(report.UserConfirmed); // nobody has seen it yet
        Assert.False(report.UserApprovedExecution);
        Assert.All(report.StepsSimulated, step => Assert.InRange(
            step.Timestamp!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), report.CreatedAt));
        Assert.False(_tree.DryRun(Some.Read("missing")).AllStepsSafe);
    }

    [Fact]
    public void chain_captured()
    {
        var plan = Some.Plan(Some.Write("a.txt", "1"));
        var report = _tree.DryRun(plan);

        Assert.Equal(("plan_1", "intent_1", "transcription_1"),
            (report.ExecutionPlanId, report.IntentId, report.TranscriptionId));
        Assert.Equal(ArtifactDigest.Of(plan), report.PlanDigest);
        Assert.Equal(ArtifactDigest.Of(report), report.ReportDigest);
        Assert.Equal(("test", _tree.Root), (report.Workspace, report.WorkspaceRoot));
        Assert.StartsWith("report_", report.ReportId);
    }

    private const string UntilItHasEnded =
        "until the execution has ended; nothing is kept to undo it afterwards.";

    [Fact]
    public void summary_readable()
    {
        _tree.Put("old.txt", "12345");
        var report = _tree.DryRun(
            Some.Query("old.txt"), Some.Write("old.txt", "123456789"),
            Some.Write("n.txt", "") with { RequiredConfirmations = ["confirm_create"],
                RollbackProcedure = "Remove it" });

        Assert.Equal(
            $"""
            DRY-RUN EXECUTION REPORT
            Plan: plan_1
            Status: SUCCESS
            Intent: Tidy up
            Workspace: test, {_tree.Root}

            Step 1: query 'old.txt' [safe]
              changes nothing: 'old.txt' is a file of 5 bytes, mode 0644
            Step 2: write 'old.txt' [risky]
              replaces 'old.txt': 5 bytes before, 9 bytes after
              undo: Puts the original file back, the very object with its attributes, from the vault.
              can fail: the disk becomes full, or a quota is used up; another program changes or removes it first; the permission to change it is taken away
            Step 3: write 'n.txt' [cautious]
              creates 'n.txt' with 0 bytes
              undo: Takes away the created file, if nobody else has touched it.
              can fail: the disk becomes full, or a quota is used up; another program takes the free name first; the permission to change it is taken away
              the plan on its undo: Remove it
              to be confirmed: confirm_create

            Changes: 2 paths. Highest risk: risky.
            Undo: 2 steps change something; 2 can be undone, in reverse order, {UntilItHasEnded}
            If a step fails: every step is undone.
            Irreversible steps: none.

            """,
            report.Summary);
    }

    [Fact]
    public void Text_from_the_plan_cannot_hide_or_reorder_what_a_person_reads()
    {
        var report = _tree.DryRun(Some.Plan(
            Some.Write("a\u202Etxt.exe", "x\u200By\u001B[2J\n")) with { IntentText = "ok\nStep 9: forged" });

        Assert.Contains("'a<U+202E>txt.exe'", report.Summary);
        Assert.Contains("Intent: ok<U+000A>Step 9: forged", report.Summary);
        Assert.Contains("+x<U+200B>y<U+001B>[2J", report.Diff);
        Assert.DoesNotContain('\u202E', report.Summary + report.Diff
            + report.StepsSimulated[0].PredictedStateChange);
    }

    [Fact]
    public void The_report_is_read_back_the_same()
    {
        _tree.Put("a.txt", "1").Put("d/x", "2");
        var report = _tree.DryRun(Some.Write("a.txt", "2"), Some.Delete("d", recursive: true),
            Some.Read("gone"));
        var again = ArtifactJson.Read<DryRunExecutionReport>(ArtifactJson.Write(report));

        Assert.Equal(ArtifactJson.Write(report), ArtifactJson.Write(again));
        Assert.Equal(report.ReportDigest, ArtifactDigest.Of(again));
    }

    [Fact]
    public void A_workspace_that_is_not_there_is_said_so()
    {
        var fault = Assert.Throws<WorkspaceException>(() => new Simulator().Simulate(
            Some.Plan(), new SimulationRequest { WorkspaceRoot = _tree.Outside("nowhere") }));
        Assert.Equal(WorkspaceFault.NotFound, fault.Fault);
    }

    private string Everything() => string.Join('\n',
        Directory.EnumerateFileSystemEntries(_tree.Root, "*", SearchOption.AllDirectories).Append(_tree.Root)
            .Order(StringComparer.Ordinal)
            .Select(path => new FileInfo(path))
            .Select(info => $"{info.FullName} {info.LastWriteTimeUtc.Ticks} {info.UnixFileMode} "
                + $"{info.LinkTarget} {Bytes(info)}"));

    private static string Bytes(FileInfo info) =>
        info.Attributes.HasFlag(FileAttributes.Directory) || info.LinkTarget is not null
            ? ""
            : Convert.ToBase64String(File.ReadAllBytes(info.FullName));
}
