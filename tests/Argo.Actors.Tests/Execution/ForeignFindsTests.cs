using System.Collections.Immutable;
using Argo.Actors.Execution;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;

namespace Argo.Actors.Tests.Execution;

/// <summary>What is at a path at the end, against what the steps that stand have left there.</summary>
public sealed class ForeignFindsTests
{
    private static readonly Fingerprint Old = File('0');
    private static readonly Fingerprint New = File('1');
    private static readonly Fingerprint Theirs = File('2');

    public static TheoryData<ExecutionState, string, bool> Finds => new()
    {
        { ExecutionState.Completed, "new", false },
        { ExecutionState.Completed, "old", true },
        { ExecutionState.Completed, "theirs", true },
        { ExecutionState.Partial, "new", false },
        { ExecutionState.Halted, "theirs", true },
        { ExecutionState.RolledBack, "old", false },
        { ExecutionState.RolledBack, "new", true },
        { ExecutionState.RolledBack, "theirs", true },
        { ExecutionState.Parked, "old", false },
        { ExecutionState.Parked, "new", false },
        { ExecutionState.Parked, "theirs", true },
        { ExecutionState.Parked, "nothing", false },
        { ExecutionState.Completed, "nothing", true },
    };

    [Theory]
    [MemberData(nameof(Finds))]
    public void Only_what_the_plan_did_not_leave_should_be_foreign(
        ExecutionState state, string found, bool isForeign)
    {
        var print = found switch
        {
            "old" => Old,
            "new" => New,
            "theirs" => Theirs,
            _ => Fingerprint.Absent,
        };
        var finds = ForeignPathsAtEnd.In(Report(("a", New)), Result(true, ("a", Old), ("a", print)), state);
        Assert.Equal(isForeign ? ["a"] : [], finds.Select(drift => drift.Path));
    }

    [Fact]
    public void What_a_failed_step_meant_to_make_should_not_be_expected()
    {
        var report = Report(("a", New));
        var nothing = ("a", Fingerprint.Absent);
        Assert.Empty(ForeignPathsAtEnd.In(report, Result(false, nothing, nothing), ExecutionState.Partial));
        Assert.Single(
            ForeignPathsAtEnd.In(report, Result(false, nothing, ("a", Theirs)), ExecutionState.Partial));
    }

    [Fact]
    public void A_path_in_a_directory_that_a_later_step_deletes_should_not_be_expected_any_more()
    {
        var report = Report(("d/a", New), ("d", Fingerprint.Absent));
        var result = Result(true, ("d/a", Old), ("d/a", Fingerprint.Absent));
        Assert.Empty(ForeignPathsAtEnd.In(report, result, ExecutionState.Completed));
    }

    [Fact]
    public void A_file_too_large_for_a_digest_should_be_compared_by_what_is_known_of_it()
    {
        var report = Report(("a", New with { Sha256 = null }));
        Assert.Empty(
            ForeignPathsAtEnd.In(report, Result(true, ("a", Old), ("a", New)), ExecutionState.Completed));
    }

    private static Fingerprint File(char digit) => new()
    {
        Kind = EntryKind.File, Size = 3, Mode = "0644", Sha256 = new string(digit, 64),
    };

    private static DryRunExecutionReport Report(params (string Path, Fingerprint After)[] steps) =>
        Some.Approved(1).Report! with
        {
            StepsSimulated =
            [
                .. steps.Select((step, index) => new SimulatedStep
                {
                    StepId = index + 1,
                    Operation = "write_file",
                    Target = step.Path,
                    ActionType = ActionType.Write,
                    PreconditionStatus = PreconditionStatus.Met,
                    PredictedAfter = ImmutableSortedDictionary<string, Fingerprint>.Empty.Add(
                        step.Path, step.After),
                }),
            ],
        };

    private static ExecutionResultArtifact Result(
        bool succeeded,
        (string Path, Fingerprint Print) before,
        (string Path, Fingerprint Print) after) => new()
        {
            ResultId = "result-1",
            ExecutionId = "exec-1",
            ExecutionPlanId = "plan-1",
            ExecutionStatus = ExecutionStatus.Success,
            StepsExecuted =
            [
                .. new[] { 1, 2 }.Select(step => new ExecutedStepResult
                {
                    StepId = step,
                    Operation = "write_file",
                    Target = before.Path,
                    ActionType = ActionType.Write,
                    Success = succeeded,
                }),
            ],
            BeforeStateSnapshot = Snapshot(before),
            AfterStateSnapshot = Snapshot(after),
        };

    private static StateSnapshot Snapshot((string Path, Fingerprint Print) one) => new()
    {
        CapturedAt = Some.Noon,
        Paths = ImmutableSortedDictionary<string, Fingerprint>.Empty.Add(one.Path, one.Print),
    };
}
