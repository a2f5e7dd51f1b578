using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Serialization;
using Argo.Actors;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;
using Argo.Storage;

namespace Argo.Hosting.Engine;

/// <summary>Composes Akka.NET: the one place that knows which engine this build has.</summary>
/// <remarks>
/// The store is open by now, so its tables are there: Akka.Persistence.Sql finds them and makes none.
/// </remarks>
internal static class ActorEngine
{
    public static ActorSystem Start(ArgoOptions options, ArgoStore store, Action<LogEvent> log)
    {
        var system = ActorSystem.Create("argo", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(Configured(options)),
            SerializationSetup.Create(system =>
            [
                SerializerDetails.Create("argo", new ArgoEventSerializer(system), [typeof(IRollbackEvent)]),
            ]),
            JournalConnection.Setup(options),
            new SerilogLogger.Sink(log)));
        system.RegisterOnTermination(() => JournalConnection.Close(options));
        // Akka's clock is started on the pool by its first user, and all who come meanwhile wait for that on
        // a thread each: as many recoveries as there are threads would leave it none. So one comes before.
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => { });
        return system;
    }

    private static Config Configured(ArgoOptions options) => ConfigurationFactory.ParseString(
        $$"""
        {{ArgoDispatchers.Files}}.dedicated-thread-pool.thread-count = {{options.FileThreads}}
        akka {
          loggers = ["{{typeof(SerilogLogger).AssemblyQualifiedName}}"]
          loglevel = INFO
          stdout-loglevel = OFF
          coordinated-shutdown.run-by-clr-shutdown-hook = off # the host stops the system
        }
        """)
        .WithFallback(FailpointJournal.Configured())
        .WithFallback(JournalConnection.Configured(options))
        .WithFallback(Dispatchers());

    /// <summary>config/akka.hocon, which is built into this assembly.</summary>
    private static Config Dispatchers()
    {
        using var file = new StreamReader(
            typeof(ActorEngine).Assembly.GetManifestResourceStream("akka.hocon")!);
        return ConfigurationFactory.ParseString(file.ReadToEnd());
    }
}
