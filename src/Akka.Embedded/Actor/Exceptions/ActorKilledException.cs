namespace Akka.Actor;

/// <summary>The actor was told <see cref="Kill"/>.</summary>
public sealed class ActorKilledException : AkkaException
{
    /// <summary>Says what is wrong.</summary>
    public ActorKilledException(string message)
        : base(message)
    {
    }
}
