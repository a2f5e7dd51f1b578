using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>What no plan may act on, although it lies in the workspace.</summary>
public sealed class ReservedPlacesTests : IDisposable
{
    private readonly TempTree _tree = new();

    public ReservedPlacesTests() => _tree
        .Put("share/argo/host-key.pem", "key").Put("share/other", "x")
        .Put("child/.argo/lock", "").Put("child/.argo/x/exec-1/0", "original").Put("child/f", "x")
        .Put("ended/.argo/lock", "").Put("ended/.argo/x/.keep", "")
        .Put("flow/.argo/pipeline.yaml", "steps");

    public void Dispose() => _tree.Dispose();

    public static TheoryData<PlanStep> OnTheDataDirectory =>
    [
        Some.Read("share/argo/host-key.pem"),
        Some.Move("share/argo/host-key.pem", "k.pem"),
        Some.Copy("share/argo/host-key.pem", "k.pem"),
        Some.Write("share/argo/trusted-keys/e.pem", "key", parents: true),
        Some.Chmod("share/argo", "0777"),
        Some.Delete("share", recursive: true),
        Some.Move("share", "elsewhere"),
        Some.Copy("share", "elsewhere"),
        Some.Move("share/other", "share/argo/other"),
    ];

    public static TheoryData<PlanStep> OnTheVaultOfAnother =>
    [
        Some.Write("child/.argo/x/evil", "x"),
        Some.Delete("child/.argo", recursive: true),
        Some.Move("child/.argo/x/exec-1/0", "stolen"),
        Some.Delete("child", recursive: true),
        Some.Move("child", "elsewhere"),
        Some.Copy("child", "elsewhere"),
    ];

    [Theory]
    [MemberData(nameof(OnTheDataDirectory))]
    public void A_plan_on_the_data_directory_should_be_blocked(PlanStep step) =>
        Assert.Contains("Argo's own data directory", Blocked(step), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(OnTheVaultOfAnother))]
    public void A_plan_on_what_another_workspace_needs_for_its_undo_should_be_blocked(PlanStep step)
    {
        var reason = Blocked(step);
        Assert.True(
            reason.Contains("the vault of another workspace", StringComparison.Ordinal)
            || reason.Contains("holds the workspace 'child'", StringComparison.Ordinal),
            reason);
    }

    [Fact]
    public void The_bytes_of_a_step_should_not_be_taken_from_the_data_directory()
    {
        using var kept = new TempTree();
        var options = new SimulatorOptions
        {
            Contents = new(kept.Root),
            ReservedDirectories = [_tree.At("share/argo")],
        };
        var step = Some.Step(
            ActionType.Write, "copy", new StepParameters { ContentFrom = "share/argo/host-key.pem" });
        var report = _tree.DryRun(Some.Plan(step), options, _tree.Root);
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains("data directory", report.BlockingReason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_beside_such_a_place_should_be_free()
    {
        foreach (var step in (PlanStep[])
            [Some.Write("share/other", "y"), Some.Write("child/f", "y"),
                Some.Write("flow/.argo/pipeline.yaml", "y"),
                Some.Delete("flow", recursive: true)])
            Assert.Equal(SimulationStatus.Success, DryRun(step).SimulationStatus);
    }

    [Fact]
    public void A_data_directory_that_a_link_leads_to_should_be_found()
    {
        Directory.CreateSymbolicLink(_tree.At("link"), _tree.At("share"));
        var options = new SimulatorOptions { ReservedDirectories = [_tree.At("link/argo")] };
        var report = _tree.DryRun(Some.Plan(Some.Delete("share/argo/host-key.pem")), options);
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
    }

    [Fact]
    public void A_content_that_was_once_secret_should_not_be_pinned_in_the_store()
    {
        using var kept = new TempTree();
        var options = new SimulatorOptions { Contents = new(kept.Root) };
        options.Secrets.Add(DryRuns.Sha("hunter2\n"));
        _tree.Put("env", "hunter2\n");
        var report = _tree.DryRun(Some.Plan(Some.Step(
            ActionType.Write, "copy", new StepParameters { ContentFrom = "env" })), options, _tree.Root);
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains("given as a secret", report.BlockingReason, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.GetFiles(kept.Root, "*", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains("hunter", StringComparison.Ordinal));
    }

    private string Blocked(PlanStep step)
    {
        var report = DryRun(step);
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        return report.BlockingReason!;
    }

    private DryRunExecutionReport DryRun(PlanStep step) => _tree.DryRun(
        Some.Plan(step), new SimulatorOptions { ReservedDirectories = [_tree.At("share/argo")] });
}
