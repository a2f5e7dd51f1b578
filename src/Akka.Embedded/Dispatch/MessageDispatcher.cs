using Akka.Actor.Internal;

namespace Akka.Dispatch;

/// <summary>Where actors run: gives threads to mailboxes that have work.</summary>
public abstract class MessageDispatcher
{
    private protected MessageDispatcher(string id, int throughput)
    {
        Id = id;
        Throughput = throughput;
    }

    /// <summary>The name by which <c>Props.WithDispatcher</c> finds it.</summary>
    public string Id { get; }

    /// <summary>How many user messages an actor handles before it gives way to others.</summary>
    public int Throughput { get; }

    /// <summary>Runs a mailbox that has just got work.</summary>
    internal abstract void Schedule(Mailbox mailbox);

    /// <summary>Runs a mailbox that had a turn and has more work: behind the others.</summary>
    internal virtual void Reschedule(Mailbox mailbox) => Schedule(mailbox);

    /// <summary>Ends its threads, if it has any of its own, when their queue is empty.</summary>
    internal virtual void Shutdown()
    {
    }
}
