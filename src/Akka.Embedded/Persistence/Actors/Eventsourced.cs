using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>The base of actors whose state is a stream of events.</summary>
/// <remarks>
/// Waiting for a permit -> loading a snapshot -> replaying -> processing commands &lt;-> persisting. In every
/// state but
/// "processing commands", commands are put aside in an internal stash and come back one at a time.
/// </remarks>
public abstract partial class Eventsourced
    : ActorBase,
        IPersistentIdentity,
        IPersistenceRecovery,
        IWithUnboundedStash
{
    /// <summary>
    /// Keeps what the engine tells an actor out of the mailbox when stashed messages go back.
    /// </summary>
    public static readonly Func<Envelope, bool> UnstashFilterPredicate = envelope =>
        envelope.Message is not PersistenceReply;

    private readonly ActorCell _cell;
    private readonly ActorStash _internalStash;
    private State _state = State.WaitingForPermit;
    private bool _isRecovering = true;
    private long _sequenceNr;

    /// <summary>Called by the engine only.</summary>
    protected Eventsourced()
    {
        _cell = ActorCell.Current!;
        _internalStash = new ActorStash(_cell);
        Extension = Persistence.Instance.Apply(Context.System);
        Log = Context.GetLogger();
        Stash = null!;
    }

    private enum State
    {
        WaitingForPermit,
        LoadingSnapshot,
        Replaying,
        ProcessingCommands,
        PersistingEvents,
    }

    /// <inheritdoc/>
    public abstract string PersistenceId { get; }

    /// <inheritdoc/>
    public virtual Recovery Recovery => Recovery.Default;

    /// <summary>The actor's own stash, apart from the one the engine uses.</summary>
    public IStash Stash
    {
        get;
        set => field = value is null ? null! : new PersistentStash(value, _internalStash);
    }

    /// <inheritdoc/>
    public string JournalPluginId { get; protected set; } = "";

    /// <inheritdoc/>
    public string SnapshotPluginId { get; protected set; } = "";

    /// <summary>The id under which snapshots are kept.</summary>
    public string SnapshotterId => PersistenceId;

    /// <summary>True while events are replayed.</summary>
    public bool IsRecovering => _isRecovering;

    /// <summary>True from <see cref="RecoveryCompleted"/> on.</summary>
    public bool IsRecoveryFinished => !_isRecovering;

    /// <summary>
    /// The number of the last event that was replayed or whose handler has run; 0 when there is none.
    /// </summary>
    public long LastSequenceNr { get; private set; }

    /// <summary>The number that a snapshot taken now gets.</summary>
    public long SnapshotSequenceNr => LastSequenceNr;

    /// <summary>The persistence of the system.</summary>
    protected PersistenceExtension Extension { get; }

    /// <summary>The actor's log.</summary>
    protected virtual ILoggingAdapter Log { get; }

    /// <inheritdoc/>
    public override void AroundPreStart()
    {
        if (PersistenceId is null)
            throw new InvalidOperationException($"PersistenceId is [null] for PersistentActor [{Self.Path}]");
        BeginRecovery(base.AroundPreStart);
    }

    /// <inheritdoc/>
    public override void AroundPostRestart(Exception cause, object? message) =>
        BeginRecovery(() => base.AroundPostRestart(cause, message));

    /// <inheritdoc/>
    public override void AroundPreRestart(Exception cause, object? message)
    {
        try
        {
            EndRecovery();
            UnstashEverything();
        }
        finally
        {
            FlushJournalBatch();
            base.AroundPreRestart(cause, (message as PersistenceReply.Outcome)?.Pending.Event ?? message);
        }
    }

    /// <inheritdoc/>
    public override void AroundPostStop()
    {
        try
        {
            EndRecovery();
            UnstashEverything();
        }
        finally
        {
            base.AroundPostStop();
        }
    }

    /// <inheritdoc/>
    protected internal override bool AroundReceive(Receive receive, object message)
    {
        if (message is PersistenceReply reply)
        {
            if (ReferenceEquals(reply.Owner, this))
                Handle(reply);
        }
        else if (_state == State.ProcessingCommands)
        {
            ProcessCommand(receive, message);
        }
        else
        {
            _internalStash.Stash();
        }

        return true;
    }

    /// <summary>
    /// Takes what recovery brings: events, <see cref="SnapshotOffer"/>, <see cref="RecoveryCompleted"/>.
    /// </summary>
    protected abstract bool ReceiveRecover(object message);

    /// <summary>Takes commands.</summary>
    protected abstract bool ReceiveCommand(object message);

    /// <summary>Called when all events have been replayed, before <see cref="RecoveryCompleted"/>.</summary>
    protected virtual void OnReplaySuccess()
    {
    }

    /// <summary>Called when the recovery failed; the actor is then stopped. Writes to the log.</summary>
    /// <param name="reason">What failed.</param>
    /// <param name="message">The event that could not be applied; null when something else failed.</param>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null)
        {
            Log.Error(
                reason,
                "Persistence failure when replaying events for persistenceId [{0}]. Last known sequence "
                    + "number [{1}]",
                PersistenceId,
                LastSequenceNr);
            return;
        }

        Log.Error(
            reason,
            "Exception in ReceiveRecover when replaying event type [{0}] with sequence number [{1}] for "
                + "persistenceId [{2}]",
            message.GetType(),
            LastSequenceNr,
            PersistenceId);
    }

    /// <summary>
    /// Called when it is not known whether an event was stored; the actor is then stopped. Writes to the log.
    /// </summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Log.Error(
            cause,
            "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].",
            @event.GetType(),
            sequenceNr,
            PersistenceId);

    /// <summary>
    /// Called when an event was not stored and nothing else was harmed; the actor goes on. Writes to the log.
    /// </summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Log.Error(
            cause,
            "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}] due "
                + "to [{3}].",
            @event.GetType(),
            sequenceNr,
            PersistenceId,
            cause.Message);

    /// <inheritdoc/>
    protected override void Unhandled(object message)
    {
        switch (message)
        {
            case RecoveryCompleted:
                return;
            case SaveSnapshotFailure failure:
                Log.Warning(
                    "Failed to SaveSnapshot given metadata [{0}] due to: [{1}]",
                    failure.Metadata,
                    failure.Cause);
                break;
            case DeleteSnapshotFailure failure:
                Log.Warning(
                    "Failed to DeleteSnapshot given metadata [{0}] due to: [{1}]",
                    failure.Metadata,
                    failure.Cause);
                break;
            case DeleteSnapshotsFailure failure:
                Log.Warning(
                    "Failed to DeleteSnapshots given criteria [{0}] due to: [{1}]",
                    failure.Criteria,
                    failure.Cause);
                break;
            case DeleteMessagesFailure failure:
                Log.Warning(
                    "Failed to DeleteMessages ToSequenceNr [{0}] for PersistenceId [{1}] due to: [{2}]",
                    failure.ToSequenceNr,
                    PersistenceId,
                    failure.Cause);
                break;
        }

        base.Unhandled(message);
    }

    private void Handle(PersistenceReply reply)
    {
        if (_state < State.ProcessingCommands)
            HandleRecovery(reply);
        else
            HandleJournal(reply);
    }

    private void UnstashEverything()
    {
        _internalStash.UnstashAll();
        Stash?.UnstashAll(UnstashFilterPredicate);
    }
}
