namespace Akka.Actor;

/// <summary>
/// Makes an actor fail with <see cref="ActorKilledException"/> when its turn comes in the mailbox.
/// </summary>
public sealed class Kill : IAutoReceivedMessage, IPossiblyHarmful
{
    private Kill()
    {
    }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<Kill>";
}
