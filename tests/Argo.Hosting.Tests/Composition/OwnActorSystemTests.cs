using Akka.Actor;
using Akka.Hosting;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Composition;
using Argo.Hosting.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Argo.Hosting.Tests.Composition;

/// <summary>A host that has an actor system of its own adds Argo to it.</summary>
public sealed class OwnActorSystemTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly string _scratch = Directory.CreateTempSubdirectory("argo-own-").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    private string Root => Directory.CreateDirectory(Path.Combine(_scratch, "ws")).FullName;

    [Fact]
    public async Task Argo_should_run_a_plan_in_the_host_s_own_actor_system()
    {
        using var host = Build();
        await host.StartAsync();
        var argo = host.Services.GetRequiredService<IArgo>();
        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));
        var workspace = await argo.ResolveWorkspaceAsync(Root, null);
        var report = await argo.DryRunAsync(new DryRunRequest(plan, workspace));
        var approval = await argo.ApproveAsync(new ApproveRequest { Report = report, Approver = "ada" });

        var end = await argo.ExecuteAsync(new ExecuteRequest
        {
            Plan = plan, Workspace = workspace, Report = report, Approval = approval,
        });

        Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
        Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(Root, "a.txt")));
        Assert.Equal("mine", host.Services.GetRequiredService<IArgoActors>().System.Name);
        await host.StopAsync();
    }

    [Fact]
    public async Task The_supervisor_should_be_in_the_registry_and_its_health_be_told()
    {
        using var host = Build();
        await host.StartAsync();
        var supervisor = host.Services.GetRequiredService<IRequiredActor<SupervisorActor>>().ActorRef;
        Assert.Equal(host.Services.GetRequiredService<IArgoActors>().Supervisor, supervisor);

        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, health.Entries["argo"].Status);
        var system = host.Services.GetRequiredService<ActorSystem>();
        var gone = supervisor.WatchAsync();
        system.Stop(supervisor);
        await gone.WaitAsync(Deadline);
        health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, health.Entries["argo"].Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_that_forgot_to_add_the_actors_should_be_told_what_to_call()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddAkka("mine", _ => { });
        builder.Services.AddArgoServices(options => options.DataDirectory = Path.Combine(_scratch, "data"));
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<ArgoException>(() => host.StartAsync());
        Assert.Contains("WithArgo()", error.Message, StringComparison.Ordinal);
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddHealthChecks();
        builder.Services.AddAkka("mine", (akka, services) => akka
            .AddHocon("akka { loglevel = WARNING, stdout-loglevel = OFF }", HoconAddMode.Prepend)
            .WithArgo(services));
        builder.Services.AddArgoServices(options => options.DataDirectory = Path.Combine(_scratch, "data"));
        return builder.Build();
    }
}
