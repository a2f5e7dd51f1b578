using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>The life of one actor: its instance, behaviour, children, watches and failures.</summary>
/// <remarks>
/// Everything here but <see cref="Mailbox"/>, the children (see <see cref="ChildTable"/>) and the flags that
/// say so is
/// touched only by the thread that runs the mailbox. Life: created -> (failed, suspended -> resumed or
/// recreated)* ->
/// terminating while children stop -> terminated, mailbox closed.
/// </remarks>
internal sealed partial class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    private static ActorCell? t_current;

    private ActorBase? _actor;
    private Receive? _behavior;
    private Stack<Receive>? _outerBehaviors;
    private ActorTaskScheduler? _taskScheduler;
    private ActorTimers? _timers;
    private ActorStash? _stash;
    private IActorRef? _sender;
    private volatile bool _terminated;

    internal ActorCell(
        ActorSystemImpl system,
        LocalActorRef self,
        Props props,
        IInternalActorRef parent,
        MessageDispatcher dispatcher)
    {
        System = system;
        Self = self;
        Props = props;
        Parent = parent;
        Mailbox = new Mailbox(this, dispatcher);
    }

    public Props Props { get; }

    public IActorRef Sender => _sender ?? System.DeadLetters;

    public MessageDispatcher Dispatcher => Mailbox.Dispatcher;

    IActorRef IActorContext.Self => Self;

    IActorRef IActorContext.Parent => Parent;

    ActorSystem IActorContext.System => System;

    /// <summary>The cell that runs on this thread.</summary>
    internal static ActorCell? Current
    {
        get => t_current;
        set => t_current = value;
    }

    internal ActorSystemImpl System { get; }

    internal LocalActorRef Self { get; }

    internal IInternalActorRef Parent { get; }

    internal Mailbox Mailbox { get; }

    internal ActorBase? Actor => _actor;

    internal object? CurrentMessage { get; private set; }

    /// <summary>Counts user messages, so that one of them can be told from the next.</summary>
    internal long MessageNumber { get; private set; }

    internal bool IsTerminated => _terminated;

    /// <summary>True while an instance is made: an actor's constructor may run only then.</summary>
    internal bool IsCreating { get; private set; }

    internal ActorTaskScheduler TaskScheduler => _taskScheduler ??= new ActorTaskScheduler(this);

    public void Become(Receive receive) => _behavior = receive;

    public void Become(UntypedReceive receive) => Become(Typed(receive));

    public void BecomeStacked(Receive receive)
    {
        (_outerBehaviors ??= new Stack<Receive>()).Push(_behavior!);
        _behavior = receive;
    }

    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(Typed(receive));

    public void UnbecomeStacked()
    {
        if (_outerBehaviors is { Count: > 0 })
            _behavior = _outerBehaviors.Pop();
    }

    /// <summary>Handles one user message.</summary>
    internal void Invoke(in Envelope envelope)
    {
        CurrentMessage = envelope.Message;
        _sender = envelope.Sender;
        MessageNumber++;
        try
        {
            if (envelope.Message is IAutoReceivedMessage automatic)
                AutoReceive(automatic);
            else
                Receive(envelope.Message);
            if (_receiveTimeout is not null)
                NoteActivity(CurrentMessage);
        }
        catch (Exception failure)
        {
            HandleInvokeFailure(failure);
        }
    }

    /// <summary>Gives a message to the behaviour.</summary>
    internal void Receive(object message) => _actor!.AroundReceive(_behavior!, message);

    /// <summary>
    /// Runs a continuation of this message's handling as the actor, with the same care for failures.
    /// </summary>
    internal void ContinueWith(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            HandleInvokeFailure(failure);
        }
    }

    /// <summary>Suspends the mailbox until the task of a handler ends.</summary>
    internal void AwaitTask(Task task)
    {
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }

        Mailbox.Suspend();
        task.ContinueWith(
            static (done, cell) => ((ActorCell)cell!).EndAwait(done),
            this,
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler);
    }

    /// <summary>Makes the sender of what follows the one of a message that came before.</summary>
    internal void ActFor(object message, IActorRef? sender) => (CurrentMessage, _sender) = (message, sender);

    internal void SendToDeadLetters(object message, IActorRef? sender)
    {
        // A subscriber of dead letters that is gone must not make new ones.
        if (message is not Event.AllDeadLetters)
            System.DeadLetterMailbox.Publish(message, sender, Self);
    }

    private static Receive Typed(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void EndAwait(Task task)
    {
        Mailbox.Resume();
        ContinueWith(() =>
        {
            task.GetAwaiter().GetResult();
            if (_receiveTimeout is not null)
                NoteActivity(CurrentMessage);
        });
    }

    private void AutoReceive(IAutoReceivedMessage message)
    {
        switch (message)
        {
            case ActorTimers.Tick tick:
                ReceiveTick(tick);
                break;
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case PoisonPill:
                Self.StopActor();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case TimeoutCheck check:
                CheckReceiveTimeout(check);
                break;
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
            default:
                Receive(message);
                break;
        }
    }

    private void ReceiveTick(ActorTimers.Tick tick)
    {
        if (_timers is null || !_timers.Accept(tick))
            return;
        CurrentMessage = tick.Message;
        if (tick.Message is IAutoReceivedMessage automatic)
            AutoReceive(automatic);
        else
            Receive(tick.Message);
    }
}
