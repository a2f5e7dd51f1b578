using Argo.Artifacts.Actions;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Actions;

namespace Argo.Hosting.Tests.Composition;

/// <summary>A host may add verbs of its own.</summary>
public sealed class HostVerbTests
{
    private static readonly VerbDescriptor Reverse = new()
    {
        Type = new("reverse"),
        Meaning = "Writes the bytes of a file backwards.",
    };

    private const string Step = """{"step_id": 1, "action_type": "reverse", "target": "a.txt"}""";

    [Fact]
    public async Task A_verb_of_the_host_should_be_simulated_approved_and_executed_as_any_other()
    {
        await using var hosted = await HostedArgo.StartAsync(
            settings: options => options.AddVerb(Reverse, new ReverseHandler()));
        hosted.Write("a.txt", "abc");
        var end = await hosted.RunAsync(HostedArgo.Plan(Step));
        Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
        Assert.Equal("cba", await File.ReadAllTextAsync(hosted.PathOf("a.txt")));
    }

    [Fact]
    public async Task A_failure_after_a_verb_of_the_host_should_put_back_what_it_did()
    {
        await using var hosted = await HostedArgo.StartAsync(
            settings: options => options.AddVerb(Reverse, new ReverseHandler()));
        hosted.Write("a.txt", "abc");
        var plan = HostedArgo.Plan($"{Step}, {HostedArgo.WriteStep(2, "b/c.txt", "x")}");
        hosted.Write("b/here.txt", "x");
        var report = await hosted.DryRunAsync(plan);
        var approval = await hosted.ApproveAsync(report);
        Directory.Delete(hosted.PathOf("b"), recursive: true); // step 2 cannot be done any more
        var end = await hosted.ExecuteAsync(plan, report, approval);
        Assert.NotEqual(ExecutionStatus.Success, end.Result.ExecutionStatus);
        Assert.Equal("abc", await File.ReadAllTextAsync(hosted.PathOf("a.txt")));
    }

    [Fact]
    public async Task A_verb_that_the_host_has_not_added_should_be_blocked()
    {
        await using var hosted = await HostedArgo.StartAsync();
        hosted.Write("a.txt", "abc");
        var report = await hosted.DryRunAsync(HostedArgo.Plan(Step));
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains("'reverse' is no action that Argo knows", report.BlockingReason!);
    }

    [Fact]
    public void A_name_that_is_taken_should_be_refused_when_the_verb_is_added()
    {
        var options = new ArgoOptions();
        options.AddVerb(Reverse, new ReverseHandler());
        var twice = Assert.Throws<ArgoException>(() => options.AddVerb(Reverse, new ReverseHandler()));
        Assert.Equal(
            "verbs: There is a verb 'reverse' already, and a verb is never replaced; give yours another "
                + "name.",
            twice.Message);
        Assert.Throws<ArgoException>(
            () => options.AddVerb(Reverse with { Type = ActionType.Write }, new ReverseHandler()));
    }

    private sealed class ReverseHandler : IVerbHandler
    {
        public void Interpret(VerbStep step)
        {
            if (step.Read(step.Step.Target) is not { } bytes)
                return;
            bytes.AsSpan().Reverse();
            step.PutFile(step.Step.Target, bytes);
            step.Describe($"reverses '{step.Step.Target}'", "Puts the original file back from the vault.");
        }
    }
}
