namespace Akka.Actor;

/// <summary>Messages that an actor has put aside.</summary>
public interface IStash
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>True when there are none.</summary>
    bool IsEmpty { get; }

    /// <summary>True when there are some.</summary>
    bool NonEmpty { get; }

    /// <summary>True when no more fit; never, as stashes here have no bound.</summary>
    bool IsFull { get; }

    /// <summary>How many fit; -1 for no bound.</summary>
    int Capacity { get; }

    /// <summary>Puts the message being handled aside.</summary>
    /// <exception cref="IllegalActorStateException">It is put aside already.</exception>
    void Stash();

    /// <summary>Puts the oldest message back in front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back in front of the mailbox, in their order.</summary>
    void UnstashAll();

    /// <summary>Puts the messages that fit back in front of the mailbox, and drops the others.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Takes all messages out.</summary>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages in front of those that are put aside.</summary>
    void Prepend(IEnumerable<Envelope> envelopes);
}
