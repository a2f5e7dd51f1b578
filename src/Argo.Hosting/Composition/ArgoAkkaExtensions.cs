using Akka.Actor;
using Akka.Hosting;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;
using Argo.Actors.Supervision;
using Argo.Hosting.Logging;
using Argo.Workspaces.Transactions;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Composition;

/// <summary>Adds Argo's actors to an actor system that Akka.Hosting composes.</summary>
public static class ArgoAkkaExtensions
{
    /// <summary>
    /// Adds the supervisor at <c>/user/argo</c>, its dispatcher, its journal and its health check.
    /// </summary>
    /// <param name="builder">The host's own actor system.</param>
    /// <param name="services">The host's services; <see
    /// cref="ArgoServiceCollectionExtensions.AddArgoServices"/> must have been called on them.</param>
    /// <remarks>
    /// The supervisor is in the registry: <c>IRequiredActor&lt;SupervisorActor&gt;</c>. The system's
    /// coordinated shutdown waits until the running executions have ended or are undone, at most <see
    /// cref="ArgoOptions.StopTimeout"/>. The host's default journal and snapshot store stay as they are.
    /// </remarks>
    /// <exception cref="ArgoException">A setting is wrong, or the store cannot be reached.</exception>
    public static AkkaConfigurationBuilder WithArgo(
        this AkkaConfigurationBuilder builder, IServiceProvider services)
    {
        var options = services.GetRequiredService<ArgoOptions>();
        var log = services.GetRequiredService<ArgoLog>();
        return builder
            .AddHocon(ArgoConfig.Of(options), HoconAddMode.Prepend)
            .AddHocon(ArgoConfig.Defaults(), HoconAddMode.Append)
            .AddSetup(new AkkaLogger.Sink(new AkkaLogWriter(log.Logger).Write))
            .WithCustomSerializer(
                "argo", [typeof(IRollbackEvent)], system => new ArgoEventSerializer(system))
            .WithArgoJournal(options, services.GetRequiredService<Failpoints>())
            .AddStartup((system, _) =>
            {
                // Akka's clock is started on the pool by its first user, and all who come meanwhile wait for
                // that on a thread each: as many recoveries as there are threads would leave it none.
                system.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => { });
            })
            .WithActors((system, registry) =>
            {
                var execution = services.GetRequiredService<ExecutionServices>();
                var supervisor = system.ActorOf(SupervisorActor.Props(execution), "argo");
                registry.Register<SupervisorActor>(supervisor);
                ArgoShutdown.Register(system, supervisor, services.GetRequiredService<ArgoRuntime>());
            })
            .WithHealthCheck("argo", new SupervisorHealthCheck());
    }
}
