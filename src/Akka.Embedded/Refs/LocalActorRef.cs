namespace Akka.Actor.Internal;

/// <summary>The reference of an actor that runs, or ran, in this process.</summary>
internal sealed class LocalActorRef : IInternalActorRef
{
    internal LocalActorRef(
        ActorSystemImpl system,
        Props props,
        ActorPath path,
        IInternalActorRef parent,
        Dispatch.MessageDispatcher dispatcher)
    {
        Path = path;
        Cell = new ActorCell(system, this, props, parent, dispatcher);
    }

    public ActorPath Path { get; }

    public ActorSystemImpl System => Cell.System;

    internal ActorCell Cell { get; }

    /// <summary>Set by the event stream, so that only subscribers cost something when they stop.</summary>
    internal bool IsSubscribed { get; set; }

    public void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            throw new InvalidMessageException("Message is null.");
        Cell.Mailbox.Post(message, sender);
    }

    public void SendSystem(SystemMessage message) => Cell.Mailbox.PostSystem(message);

    public override string ToString() => $"[{Path.ToSerializationFormat()}]";
}
