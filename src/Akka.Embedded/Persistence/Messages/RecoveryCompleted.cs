namespace Akka.Persistence;

/// <summary>The recovery is over; commands follow.</summary>
public sealed class RecoveryCompleted
{
    /// <summary>The only instance.</summary>
    public static readonly RecoveryCompleted Instance = new();

    private RecoveryCompleted()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "RecoveryCompleted";
}
