using Akka.Actor.Setup;
using Akka.Dispatch;
using Akka.Embedded;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The actor system of this engine.</summary>
internal sealed class ActorSystemImpl : ExtendedActorSystem
{
    private readonly TaskCompletionSource _terminated = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stack<Action> _onTermination = new();
    private readonly Lock _terminationGate = new();
    private readonly ExtensionTable _extensions;
    private readonly Lazy<Serialization.Serialization> _serialization;
    private readonly LocalActorRef _root;
    private readonly LocalActorRef _user;
    private readonly LocalActorRef _system;
    private long _lastUid;
    private int _stopping;
    private bool _terminationCodeHasRun;

    internal ActorSystemImpl(string name, ActorSystemSetup setup)
    {
        CheckName(name);
        Name = name;
        Setup = setup.Get<EmbeddedSetup>().GetOrElse(EmbeddedSetup.Create());
        Root = new RootActorPath(new Address("akka", name));
        EventStream = new EventStream();
        EventStream.SetLogLevel(Setup.LogLevel);
        LogSink = new LogSink(Setup, EventStream);
        EventStream.Observer = LogSink.Observe;
        DeadLetterMailbox = new DeadLetterActorRef(this, Root / "deadLetters");
        IgnoreRef = new IgnoreActorRef(this, Root / "ignore");
        Dispatchers = new Dispatchers(Setup);
        Log = Logging.GetLogger(EventStream, "ActorSystem(" + name + ")");
        _extensions = new ExtensionTable(this);
        _serialization = new Lazy<Serialization.Serialization>(() => new Serialization.Serialization(this));

        var end = new RootParent(this, _terminated, Root / "bubble-walker");
        _root = new LocalActorRef(
            this,
            Props.Create<RootGuardian>(),
            Root,
            end,
            Dispatchers.DefaultGlobalDispatcher);
        _system = StartGuardian(Props.Create<Guardian>(), "system");
        _user = StartGuardian(Props.Create<Guardian>(), "user");
        _root.SendSystem(new SystemMessage.Create());
        _root.Tell(new RootGuardian.Guard(_user, _system), null);
    }

    public override string Name { get; }

    public override Serialization.Serialization Serialization => _serialization.Value;

    public override EventStream EventStream { get; }

    public override IActorRef DeadLetters => DeadLetterMailbox;

    public override IActorRef IgnoreRef { get; }

    public override Dispatchers Dispatchers { get; }

    public override IScheduler Scheduler => PoolScheduler;

    public override ILoggingAdapter Log { get; }

    public override Task WhenTerminated => _terminated.Task;

    public override IActorRef Guardian => _user;

    public override IActorRef SystemGuardian => _system;

    internal EmbeddedSetup Setup { get; }

    internal LogSink LogSink { get; }

    internal ActorPath Root { get; }

    internal LocalActorRef RootRef => _root;

    internal PoolScheduler PoolScheduler { get; } = new();

    internal DeadLetterActorRef DeadLetterMailbox { get; }

    public override IActorRef ActorOf(Props props, string? name = null) => _user.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) =>
        _system.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf<TActor>(string? name = null) =>
        SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => new(_root, actorPath.Elements);

    public override ActorSelection ActorSelection(string actorPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(actorPath);
        if (!actorPath.Contains("://", StringComparison.Ordinal))
            return new ActorSelection(_root, actorPath);
        var path = ActorPath.Parse(actorPath);
        return path.Address == Root.Address
            ? ActorSelection(path)
            : new ActorSelection(DeadLetters, path.Elements);
    }

    public override void Stop(IActorRef actor) => actor.StopActor();

    public override Task Terminate()
    {
        CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        return WhenTerminated;
    }

    public override void RegisterOnTermination(Action code)
    {
        lock (_terminationGate)
        {
            if (_terminationCodeHasRun)
                throw new InvalidOperationException($"The actor system [{Name}] has ended already.");
            _onTermination.Push(code);
        }
    }

    public override object RegisterExtension(IExtensionId extension) => _extensions.Get(extension);

    public override object GetExtension(IExtensionId extensionId) => _extensions.Get(extensionId);

    public override T? GetExtension<T>()
        where T : class => _extensions.Find<T>();

    public override bool HasExtension(Type type) => _extensions.Has(type);

    public override bool HasExtension<T>() => _extensions.Has(typeof(T));

    public override bool TryGetExtension<T>(out T? extension)
        where T : class => (extension = _extensions.Find<T>()) is not null;

    internal long NextUid() => Interlocked.Increment(ref _lastUid);

    /// <summary>Stops all actors, without running coordinated shutdown.</summary>
    internal void StopActors()
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 0)
            _user.StopActor();
    }

    /// <summary>The last actor has stopped: frees what the system holds and completes its end.</summary>
    internal void EndTermination()
    {
        PoolScheduler.Stop();
        while (TryTakeTerminationCode(out var code))
        {
            try
            {
                code();
            }
            catch (Exception failure)
            {
                Log.Error(failure, "A callback registered for the end of the system failed.");
            }
        }

        Dispatchers.Shutdown();
        _terminated.TrySetResult();
    }

    private static void CheckName(string name)
    {
        if (string.IsNullOrEmpty(name) || name.Any(c => !IsWordCharacter(c)) || name[0] is '-' or '_')
        {
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] "
                    + "plus "
                + "non-leading '-' and '_').",
                nameof(name));
        }
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private LocalActorRef StartGuardian(Props props, string name) =>
        (LocalActorRef)_root.Cell.ActorOf(props, name);

    private bool TryTakeTerminationCode(out Action code)
    {
        lock (_terminationGate)
        {
            _terminationCodeHasRun = _onTermination.Count == 0;
            return _onTermination.TryPop(out code!);
        }
    }
}
