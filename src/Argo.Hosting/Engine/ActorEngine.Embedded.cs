using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Embedded;
using Akka.Event;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;
using Argo.Storage;

namespace Argo.Hosting.Engine;

/// <summary>Composes the embedded engine: the one place that knows which engine this build has.</summary>
internal static class ActorEngine
{
    public static ActorSystem Start(ArgoOptions options, ArgoStore store, Action<LogEvent> log) =>
        ActorSystem.Create("argo", ActorSystemSetup.Create(EmbeddedSetup.Create()
            .WithDispatcher(Actors.ArgoDispatchers.Files, options.FileThreads)
            .WithJournal(FailpointJournal.Around(store.Journal))
            .WithSnapshots(store.Snapshots)
            .WithSerializer(system => new ArgoEventSerializer(system), typeof(IRollbackEvent))
            .WithLogSink(log)));
}
