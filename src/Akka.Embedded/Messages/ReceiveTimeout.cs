namespace Akka.Actor;

/// <summary>Nothing came for as long as <c>SetReceiveTimeout</c> said.</summary>
public class ReceiveTimeout : IPossiblyHarmful, IDeadLetterSuppression
{
    private ReceiveTimeout()
    {
    }

    /// <summary>The only instance.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}
