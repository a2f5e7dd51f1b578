using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>Actions that there are not: each is blocked, with the reason and what to use instead.</summary>
public sealed class AdviceTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("mkdir", "use create with parameters.kind directory")]
    [InlineData("touch", "use create")]
    [InlineData("rm", "use delete")]
    [InlineData("rmdir", "use delete with parameters.recursive")]
    [InlineData("mv", "use move with parameters.destination")]
    [InlineData("rename", "use move with parameters.destination")]
    [InlineData("cp", "use copy with parameters.destination")]
    [InlineData("find_replace", "use modify with parameters.edits")]
    [InlineData("replace", "use modify with parameters.edits")]
    [InlineData("append", "use modify with parameters.append")]
    [InlineData("cat", "use read")]
    [InlineData("ls", "use query")]
    [InlineData("chown", "Argo changes no owners")]
    [InlineData("symlink", "Argo makes no links")]
    [InlineData("frobnicate", "Argo knows chmod, copy, create, delete")]
    public void A_wrong_verb_should_get_its_right_name(string verb, string advice)
    {
        var step = Blocked(new ActionType(verb), "", "a.txt");
        Assert.Contains($"'{verb}' is no action that Argo knows; {advice}", step.SimulationBlockedReason);
    }

    [Theory]
    [InlineData("open", "", "starts or steers another program", "start it yourself")]
    [InlineData("launch", "", "starts or steers another program", "start it yourself")]
    [InlineData("launch_application", "", "starts or steers another program", "start it yourself")]
    [InlineData("control", "launch_app", "starts or steers another program", "start it yourself")]
    [InlineData("run_command", "", "runs a command", "say what it would change by write, modify")]
    [InlineData("shell", "", "runs a command", "run it yourself before or after")]
    [InlineData("control", "os_command", "runs a command", "run it yourself before or after")]
    [InlineData("network", "", "reaches the network", "by write with content_from")]
    [InlineData("http_request", "", "reaches the network", "by write with content_from")]
    [InlineData("download", "", "reaches the network", "fetch the bytes before")]
    [InlineData("control", "", "acts on another system", "do the rest yourself")]
    public void An_action_on_something_else_than_files_should_stay_blocked_with_reason_and_remedy(
        string verb, string operation, string reason, string remedy)
    {
        string[] targets = ["Calculator", "https://example.org/?q=1", "/usr/bin/env", "rm -rf /"];
        foreach (var target in targets)
        {
            var step = Blocked(new ActionType(verb), operation, target);
            Assert.StartsWith($"'{verb}' {reason}", step.SimulationBlockedReason, StringComparison.Ordinal);
            Assert.Contains(remedy, step.SimulationBlockedReason);
        }
    }

    [Theory]
    [InlineData(EntryKind.Directory, EntryKind.Directory, "leave the step out")]
    [InlineData(EntryKind.File, EntryKind.File, "write to it, or delete it first")]
    [InlineData(EntryKind.Directory, EntryKind.File, "name another path, or delete it first")]
    [InlineData(EntryKind.File, EntryKind.Directory, "name another path, or delete it first")]
    public void Creating_what_is_there_should_say_what_helps(EntryKind there, EntryKind wanted, string remedy)
    {
        if (there is EntryKind.Directory)
            Directory.CreateDirectory(Path.Combine(_tree.Root, "x"));
        else
            _tree.Put("x", "1");
        var details = _tree.DryRun(Some.Create("x", wanted)).Step(1).PreconditionDetails;
        Assert.Contains(remedy, details);
        Assert.Equal(there is EntryKind.File && wanted is EntryKind.File, details.Contains("write to it"));
    }

    [Fact]
    public void A_blocked_step_should_list_only_what_does_not_hold_and_once()
    {
        _tree.Put("d/x", "1");
        var report = _tree.DryRun(Some.Delete("d"));
        var reason = "'d' is a directory; set parameters.recursive to delete it with all below it";
        Assert.Equal(reason, report.Step(1).PreconditionDetails);
        Assert.Equal($"step 1 (delete 'd') is blocked: {reason}", report.BlockingReason);
        Assert.Equal(2, report.Summary.Split(reason).Length); // once
    }

    private SimulatedStep Blocked(ActionType action, string operation, string target)
    {
        var plan = Some.Plan(Some.Step(action, target) with { Operation = operation });
        var read = PlanReader.Read(ArtifactJson.WriteUtf8(plan)); // the target is no path, and may be none
        var report = _tree.DryRun(read);
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.False(report.Step(1).CanSimulate);
        return report.Step(1);
    }
}
