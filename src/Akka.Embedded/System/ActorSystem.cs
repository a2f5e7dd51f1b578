using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors, with its dispatchers, scheduler, event stream and log.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem()
    {
    }

    /// <summary>The name of the system; the first part of every path.</summary>
    public abstract string Name { get; }

    /// <summary>The serializers.</summary>
    public abstract Serialization.Serialization Serialization { get; }

    /// <summary>Publish and subscribe within this process.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Where messages go that nobody can take.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>Takes every message and does nothing.</summary>
    public abstract IActorRef IgnoreRef { get; }

    /// <summary>The dispatchers.</summary>
    public abstract Dispatchers Dispatchers { get; }

    /// <summary>Sends messages later.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>The system's own log.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>Ends when the system has terminated.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>When the system started, as time since the machine's clock began.</summary>
    public TimeSpan StartTime { get; } = TimeSpan.FromMilliseconds(Environment.TickCount64);

    /// <summary>How long it has been running.</summary>
    public TimeSpan Uptime => TimeSpan.FromMilliseconds(Environment.TickCount64) - StartTime;

    /// <summary>Starts a system with the defaults.</summary>
    /// <exception cref="ArgumentException">The name is not made of letters, digits, '-' and '_', or begins
    /// with one of the last two.</exception>
    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <summary>
    /// Starts a system; <see cref="Akka.Embedded.EmbeddedSetup"/> is the part that this engine reads.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not made of letters, digits, '-' and '_', or begins
    /// with one of the last two.</exception>
    public static ActorSystem Create(string name, ActorSystemSetup setup) => new ActorSystemImpl(name, setup);

    /// <inheritdoc/>
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    /// <inheritdoc/>
    public abstract ActorSelection ActorSelection(string actorPath);

    /// <summary>Stops an actor.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>
    /// Runs coordinated shutdown, stops all actors, and ends when all is over. Calling it again changes
    /// nothing.
    /// </summary>
    public abstract Task Terminate();

    /// <summary>Runs code when the actors have stopped, the last registered first.</summary>
    /// <exception cref="InvalidOperationException">The system has ended already.</exception>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>The extension, made at first use.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <summary>The extension, made at first use.</summary>
    public abstract object GetExtension(IExtensionId extensionId);

    /// <summary>The extension of a type; null when it was never made.</summary>
    public abstract T? GetExtension<T>()
        where T : class, IExtension;

    /// <summary>True when an extension of the type was made.</summary>
    public abstract bool HasExtension(Type type);

    /// <summary>True when an extension of the type was made.</summary>
    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    /// <summary>The extension of a type; false when it was never made.</summary>
    public abstract bool TryGetExtension<T>(out T? extension)
        where T : class, IExtension;

    /// <summary>Begins to terminate, and does not wait.</summary>
    public void Dispose() => Terminate();
}
