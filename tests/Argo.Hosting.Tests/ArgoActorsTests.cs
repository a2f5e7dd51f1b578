using Akka.Actor;
using Argo.Actors;
using Argo.Actors.Supervision;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests;

/// <summary>A host may speak the actors' own protocol.</summary>
public sealed class ArgoActorsTests
{
    [Fact]
    public async Task A_host_should_be_able_to_send_a_plan_to_the_supervisor_itself()
    {
        await using var hosted = await HostedArgo.StartAsync();
        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));
        var report = await hosted.DryRunAsync(plan);
        var request = new ExecutionRequest
        {
            ExecutionId = ExecutionId.New(),
            Plan = plan,
            Report = report,
            Approval = await hosted.ApproveAsync(report),
            Workspace = report.Workspace!,
            WorkspaceRoot = report.WorkspaceRoot!,
        };
        var supervisor = hosted.Services.GetRequiredService<IArgoActors>().Supervisor;

        await supervisor.Ask<ExecutionProtocol.Submitted>(
            new ExecutionProtocol.Submit(request), TimeSpan.FromSeconds(30));
        var ended = await supervisor.Ask<ExecutionProtocol.Ended>(
            new ExecutionProtocol.AwaitEnd(request.ExecutionId), TimeSpan.FromSeconds(30));

        Assert.Equal(ExecutionStatus.Success, ended.Result.ExecutionStatus);
        Assert.Equal("new", await File.ReadAllTextAsync(hosted.PathOf("a.txt")));
    }

    [Fact]
    public async Task A_host_that_is_not_started_should_be_told_to_start_it()
    {
        var services = new ServiceCollection();
        var data = Directory.CreateTempSubdirectory("argo-unstarted-");
        services.AddArgo(options => options.DataDirectory = data.FullName);
        await using var provider = services.BuildServiceProvider();
        var fault = Assert.Throws<ArgoException>(() => provider.GetRequiredService<IArgoActors>().Supervisor);
        Assert.Contains("start", fault.Message, StringComparison.Ordinal);
        data.Delete(recursive: true);
    }
}
