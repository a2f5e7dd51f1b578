using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>What is appended begins on a line of its own, in a file of any size.</summary>
public sealed class AppendTests : IDisposable
{
    private static readonly SimulatorOptions SmallEdits = new()
    {
        Limits = new SimulationLimits { EditedTextBytes = 4 },
    };

    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("one", "two\n", "one\ntwo\n")]
    [InlineData("one\n", "two\n", "one\ntwo\n")]
    [InlineData("", "two\n", "two\n")]
    [InlineData("one", "\ntwo\n", "one\ntwo\n")]
    [InlineData("one", "", "one")]
    [InlineData("one\r\ntwo", "three\n", "one\r\ntwo\r\nthree\r\n")]
    [InlineData("one\r\ntwo\r\n", "three\n", "one\r\ntwo\r\nthree\r\n")]
    [InlineData("longer than the limit", "two\n", "longer than the limit\ntwo\n")]
    [InlineData("longer than\r\nthe limit\r\n", "two\n", "longer than\r\nthe limit\r\ntwo\r\n")]
    public void Appending_should_end_a_last_line_that_has_not_ended(string before, string more, string after)
    {
        _tree.Put("log.txt", before);
        foreach (var options in (SimulatorOptions[])[new(), SmallEdits])
        {
            var report = _tree.DryRun(Some.Plan(Append(more)), options);
            Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
            if (before != after)
                Assert.Equal(DryRuns.Sha(after), report.Predicted("log.txt").Sha256);
        }
    }

    [Fact]
    public void Only_what_must_be_held_in_memory_should_have_a_limit()
    {
        _tree.Put("log.txt", "longer than the limit\n");
        PlanStep[] limited = [Some.Modify("log.txt", "limit", "end"), Prepend("x\n")];
        Assert.All(limited, step =>
        {
            var report = _tree.DryRun(Some.Plan(step), SmallEdits);
            Assert.Contains("it has 22 bytes; 4 may be edited", report.Step(1).PreconditionDetails);
        });
    }

    private static PlanStep Append(string text) =>
        Some.Step(ActionType.Modify, "log.txt", new() { Append = text });

    private static PlanStep Prepend(string text) =>
        Some.Step(ActionType.Modify, "log.txt", new() { Prepend = text });
}
