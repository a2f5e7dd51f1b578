using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    // Events of this command that are not flushed yet; flushed ones that wait for the write in progress; and
    // those whose
    // handler has not run yet, wherever they are.
    private List<PendingEvent[]> _commandBatch = [];
    private List<PendingEvent[]> _journalBatch = [];
    private readonly Queue<PendingEvent> _pending = new();
    private int _pendingStashing;
    private bool _isWriteInProgress;
    private bool _isAwaiting;

    /// <summary>
    /// Stores an event, then runs the handler. Until then no other command is taken; the sender is the
    /// command's.
    /// </summary>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler) =>
        Add([@event], handler, stashes: true);

    /// <summary>
    /// Stores events, all or none, then runs the handler for each; no other command is taken until then.
    /// </summary>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) =>
        Add(events ?? [], handler, stashes: true);

    /// <summary>Stores an event, then runs the handler; other commands are taken meanwhile.</summary>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent> handler) =>
        Add([@event], handler, stashes: false);

    /// <summary>
    /// Stores events, all or none, then runs the handler for each; other commands are taken meanwhile.
    /// </summary>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) =>
        Add(events, handler, stashes: false);

    /// <summary>
    /// Runs the handler after those of all events so far, at once when there are none; stores nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler)
    {
        RequireRecovered();
        if (_pending.Count == 0)
        {
            handler(evt);
            return;
        }

        var deferred = new PendingEvent(evt!, 0, Sender, e => handler((TEvent)e), Stashes: false);
        _pending.Enqueue(deferred);
        _commandBatch.Add([deferred]);
    }

    internal void RunCommand<T>(Func<T, Task> handler, T command) => RunTask(() => handler(command));

    /// <summary>Runs asynchronous work as the actor; no other command is taken until it ends.</summary>
    /// <exception cref="NotSupportedException">Such work is running already.</exception>
    protected void RunTask(Func<Task> action)
    {
        if (_isAwaiting)
            throw new NotSupportedException("RunTask calls cannot be nested");
        ActorTaskScheduler.RunTask(() =>
            action() is var task && task.IsCompleted ? task : EndCommandAfter(task));
    }

    /// <summary>The command goes on until the task ends; only then does the next one come.</summary>
    private async Task EndCommandAfter(Task task)
    {
        _isAwaiting = true;
        var failed = true;
        try
        {
            await task; // Comes back to the actor: the current scheduler is its own.
            failed = false;
        }
        finally
        {
            _isAwaiting = false;
            EndCommand(failed);
        }
    }

    private void Add<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler, bool stashes)
    {
        RequireRecovered();
        void Handle(object e) => handler((TEvent)e);
        PendingEvent[] write =
            [.. events.Select(e => new PendingEvent(e!, ++_sequenceNr, Sender, Handle, stashes))];
        if (write.Length == 0)
            return;
        foreach (var pending in write)
            _pending.Enqueue(pending);
        if (stashes)
            _pendingStashing += write.Length;
        _commandBatch.Add(write);
    }

    private void RequireRecovered()
    {
        if (IsRecovering)
        {
            throw new InvalidOperationException(
                "Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or "
                    + "later.");
        }
    }

    private void BeginCommands()
    {
        FlushBatch();
        if (_pendingStashing > 0)
        {
            _state = State.PersistingEvents;
        }
        else
        {
            _state = State.ProcessingCommands;
            _internalStash.UnstashAll();
        }
    }

    private void ProcessCommand(Receive receive, object message)
    {
        var failed = true;
        try
        {
            base.AroundReceive(receive, message);
            failed = false;
        }
        finally
        {
            EndCommand(failed);
        }
    }

    private void EndCommand(bool failed)
    {
        if (_isAwaiting)
            return;
        FlushBatch();
        if (_pendingStashing > 0)
            _state = State.PersistingEvents;
        else
            Unstash(all: failed);
    }

    private void HandleJournal(PersistenceReply reply)
    {
        switch (reply)
        {
            case PersistenceReply.WriteDone:
                _isWriteInProgress = false;
                FlushJournalBatch();
                break;
            case PersistenceReply.Written written:
                ApplyHandler(written.Pending);
                break;
            case PersistenceReply.Rejected rejected:
                NoteSequenceNr(rejected.Pending);
                EndWrite(failed: false);
                OnPersistRejected(rejected.Cause, rejected.Pending.Event, rejected.Pending.SequenceNr);
                break;
            case PersistenceReply.Failed failed:
                FailWrite(failed);
                break;
        }
    }

    private void ApplyHandler(PendingEvent pending)
    {
        NoteSequenceNr(pending);
        var failed = true;
        try
        {
            pending.Handler(pending.Event);
            failed = false;
        }
        finally
        {
            FlushBatch();
            EndWrite(failed);
        }
    }

    private void FailWrite(PersistenceReply.Failed failed)
    {
        EndWrite(failed: false);
        try
        {
            OnPersistFailure(failed.Cause, failed.Pending.Event, failed.Pending.SequenceNr);
        }
        finally
        {
            Context.Stop(Self);
        }
    }

    private void NoteSequenceNr(PendingEvent pending) =>
        LastSequenceNr = Math.Max(LastSequenceNr, pending.SequenceNr);

    private void EndWrite(bool failed)
    {
        var done = _pending.Dequeue();
        if (done.Stashes)
            _pendingStashing--;
        if (_state == State.PersistingEvents && _pendingStashing > 0)
            return;
        _state = State.ProcessingCommands;
        Unstash(all: failed);
    }

    private void Unstash(bool all)
    {
        if (all)
            _internalStash.UnstashAll();
        else
            _internalStash.Unstash();
    }

    private void FlushBatch()
    {
        if (_commandBatch.Count > 0)
        {
            _journalBatch.AddRange(_commandBatch);
            _commandBatch = [];
        }

        FlushJournalBatch();
    }

    private void FlushJournalBatch()
    {
        if (_isWriteInProgress || _journalBatch.Count == 0)
            return;
        var batch = _journalBatch;
        _journalBatch = [];
        _isWriteInProgress = true;
        _ = new EventWriter(this, _cell.Self, Extension).WriteAsync(batch);
    }
}
