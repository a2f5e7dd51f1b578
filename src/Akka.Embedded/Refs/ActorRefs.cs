namespace Akka.Actor;

/// <summary>References that stand for no actor.</summary>
public static class ActorRefs
{
    /// <summary>An actor that never was.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>The sender of a message that expects no answer.</summary>
    public static readonly IActorRef? NoSender;
}
