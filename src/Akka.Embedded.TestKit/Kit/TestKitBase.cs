using System.Diagnostics;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Embedded;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// An actor system under test, and a test actor that keeps what it is told for the test to look at.
/// </summary>
/// <remarks>The test actor is the sender of what the test tells.</remarks>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static int s_lastName;

    private readonly ITestKitAssertions _assertions;
    private readonly MessageBox _box = new();
    private readonly IActorRef _testActor;
    private MessageEnvelope _last = NullMessageEnvelope.Instance;

    /// <summary>In an existing system, or a new one with the defaults.</summary>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system, string? testActorName = null)
        : this(
            assertions,
            system ?? CreateSystem(ActorSystemSetup.Empty, null),
            testActorName,
            new TestKitSettings())
    {
    }

    /// <summary>In a new system.</summary>
    protected TestKitBase(
        ITestKitAssertions assertions,
        ActorSystemSetup config,
        string? actorSystemName = null,
        string? testActorName = null)
        : this(
            assertions,
            CreateSystem(config, actorSystemName),
            testActorName,
            new TestKitSettings(
                config.Get<TestKitSetup>() is { HasValue: true } given ? given.Value.Deadline : null))
    {
    }

    internal TestKitBase(
        ITestKitAssertions assertions,
        ActorSystem system,
        string? testActorName,
        TestKitSettings settings)
    {
        _assertions = assertions;
        TestKitSettings = settings;
        Sys = system;
        Log = Logging.GetLogger(system, GetType());
        _testActor = CreateTestActor(
            testActorName ?? $"testActor{Interlocked.Increment(ref s_lastName)}",
            _box);
        if (this is not INoImplicitSender)
            KeepTestActorAsSender();
    }

    /// <summary>Time since some moment; never goes back.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>The system under test.</summary>
    public ActorSystem Sys { get; }

    /// <summary>How long tests wait.</summary>
    public TestKitSettings TestKitSettings { get; }

    /// <summary>The test's log.</summary>
    public ILoggingAdapter Log { get; }

    /// <summary>The actor that keeps messages for the test.</summary>
    public IActorRef TestActor => _testActor;

    /// <summary>The last message that was looked at.</summary>
    public object? LastMessage => _last.Message;

    /// <summary>The sender of the last message that was looked at.</summary>
    public IActorRef? LastSender => _last.Sender;

    /// <summary>True when there are messages to look at.</summary>
    public bool HasMessages => _box.Count > 0;

    /// <summary>Expects or mutes log events and dead letters.</summary>
    public EventFilterFactory EventFilter => new(this);

    /// <summary>Multiplies a duration with the time factor of the settings.</summary>
    public TimeSpan Dilated(TimeSpan duration) => duration * TestKitSettings.TestTimeFactor;

    /// <summary>Expects or mutes log events and dead letters of another system.</summary>
    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    /// <summary>Makes an actor that hands what it gets to this kit.</summary>
    public IActorRef CreateTestActor(string name) => CreateTestActor(name, _box);

    /// <summary>Makes a probe.</summary>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    /// <summary>Makes a probe in another system.</summary>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) =>
        new(
            system,
            _assertions,
            name is null ? null : $"{name}-{Interlocked.Increment(ref s_lastName)}",
            TestKitSettings);

    /// <summary>The messages that are not to be kept.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        Command(new InternalTestActor.SetIgnore(shouldIgnoreMessage));

    /// <summary>The messages of a type that are not to be kept.</summary>
    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) =>
        IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));

    /// <summary>Messages of a type are not to be kept.</summary>
    public void IgnoreMessages<TMsg>() => IgnoreMessages(message => message is TMsg);

    /// <summary>All messages are to be kept.</summary>
    public void IgnoreNoMessages() => Command(new InternalTestActor.SetIgnore(null));

    /// <summary>Answers messages as they come.</summary>
    public void SetAutoPilot(AutoPilot pilot) => Command(new InternalTestActor.SetAutoPilot(pilot));

    /// <summary>The test actor gets <see cref="Terminated"/> when the actor is gone.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        Command(new InternalTestActor.Watch(actorToWatch));
        return actorToWatch;
    }

    /// <summary>The test actor gets <see cref="Terminated"/> when the actor is gone.</summary>
    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        await CommandAsync(new InternalTestActor.Watch(actorToWatch)).ConfigureAwait(false);
        return actorToWatch;
    }

    /// <summary>Ends a watch.</summary>
    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        Command(new InternalTestActor.Unwatch(actorToUnwatch));
        return actorToUnwatch;
    }

    /// <summary>Ends a watch.</summary>
    public async Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch)
    {
        await CommandAsync(new InternalTestActor.Unwatch(actorToUnwatch)).ConfigureAwait(false);
        return actorToUnwatch;
    }

    /// <summary>Shuts the system down and waits.</summary>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    internal void ReleaseThread()
    {
        if (ActorCell.Current == CellOf(_testActor))
            ActorCell.Current = null;
    }

    /// <summary>
    /// Shuts a system down and waits; fails the test when it takes too long and that matters.
    /// </summary>
    protected virtual void Shutdown(
        ActorSystem system,
        TimeSpan? duration = null,
        bool verifySystemShutdown = false)
    {
        var limit = Dilated(duration ?? TestKitSettings.DefaultTimeout * 2);
        if (!system.Terminate().Wait(limit) && verifySystemShutdown)
            _assertions.Fail($"Failed to stop [{system.Name}] within [{limit}].");
    }

    private static ActorSystem CreateSystem(ActorSystemSetup setup, string? name)
    {
        // The log of a test is for its output, not for the console.
        if (!setup.Get<EmbeddedSetup>().HasValue)
            setup = setup.And(EmbeddedSetup.Create().WithLogSink(_ => { }));
        return ActorSystem.Create(name ?? "test", setup);
    }

    private static ActorCell? CellOf(IActorRef actor) => (actor as LocalActorRef)?.Cell;

    private IActorRef CreateTestActor(string name, MessageBox box) =>
        ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create(() => new InternalTestActor(box)), name);

    private void KeepTestActorAsSender()
    {
        var cell = CellOf(_testActor);
        ActorCell.Current = cell;
        SynchronizationContext.SetSynchronizationContext(new ActorCellKeepingSynchronizationContext(cell));
    }

    private void Command(object command) => CommandAsync(command).GetAwaiter().GetResult();

    private Task<Done> CommandAsync(object command) =>
        _testActor.Ask<Done>(command, TestKitSettings.DefaultTimeout);
}
