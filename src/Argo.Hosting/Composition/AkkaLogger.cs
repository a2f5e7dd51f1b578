using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Event;

namespace Argo.Hosting.Composition;

/// <summary>Hands Akka's log events to the host's log.</summary>
internal sealed class AkkaLogger : ReceiveActor
{
    public AkkaLogger()
    {
        var write = Context.System.Settings.Setup.Get<Sink>().Value.Write;
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(write);
    }

    /// <summary>Where the entries go; Akka makes its loggers itself, so this is how they learn it.</summary>
    public sealed class Sink(Action<LogEvent> write) : Setup
    {
        public Action<LogEvent> Write => write;
    }
}
