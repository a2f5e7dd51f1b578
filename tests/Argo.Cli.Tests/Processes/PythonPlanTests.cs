using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>A plan that ARGO's Python planner wrote loads, simulates and executes as it is.</summary>
public sealed class PythonPlanTests : IDisposable
{
    private static readonly string Fixture = Path.Combine(
        AppContext.BaseDirectory, "Fixtures", "python-plan-1.2.0-write.json");

    private static readonly string[] Confirmed = ["run", Fixture, "--yes", "--confirm", "confirm_create"];

    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Without_the_file_the_backup_should_be_a_no_op()
    {
        (await _cli.ArgoAsync(Confirmed)).Exited(ExitCode.Done);
        Assert.Equal("test data", await File.ReadAllTextAsync(_cli.In("test_output.txt")));
        Assert.False(Path.Exists(_cli.In("test_output.txt.backup")));
    }

    [Fact]
    public async Task With_the_file_the_backup_should_hold_the_old_bytes()
    {
        _cli.Put("test_output.txt", "before\n");
        (await _cli.ArgoAsync(Confirmed)).Exited(ExitCode.Done);
        Assert.Equal("test data", await File.ReadAllTextAsync(_cli.In("test_output.txt")));
        Assert.Equal("before\n", await File.ReadAllTextAsync(_cli.In("test_output.txt.backup")));
    }

    [Fact]
    public async Task Without_the_confirmation_that_its_step_demands_nothing_should_run()
    {
        var result = (await _cli.ArgoAsync("run", Fixture, "--yes")).Exited(ExitCode.Usage);
        Assert.Contains("step 3 demands 'confirm_create'", result.Error, StringComparison.Ordinal);
        Assert.Contains("--confirm confirm_create", result.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(_cli.In("test_output.txt")));
    }

    [Fact]
    public async Task With_a_control_step_it_should_be_blocked_with_the_reason()
    {
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(Fixture))!;
        var control = plan["steps"]![2]!.DeepClone().AsObject();
        (control["step_id"], control["action_type"], control["operation"]) = (
            4, "control", "launch_application");
        control["parameters"] = new JsonObject { ["application"] = "editor" };
        plan["steps"]!.AsArray().Add(control);
        plan["total_confirmations_needed"] = 2; // as the planner counts
        var report = (
            await _cli.ArgoAsync(
                "dry-run", _cli.Plan(plan.ToJsonString()), "--json")).Exited(ExitCode.Refused).Json;
        Assert.Equal("blocked", (string?)report["simulation_status"]);
        Assert.Contains("control", (string?)report["blocking_reason"], StringComparison.Ordinal);
    }
}
