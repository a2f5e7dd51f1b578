namespace Akka.Persistence;

/// <summary>Events could not be deleted.</summary>
public sealed class DeleteMessagesFailure(Exception cause, long toSequenceNr)
{
    /// <summary>Why not.</summary>
    public Exception Cause => cause;

    /// <summary>The last event that was to go.</summary>
    public long ToSequenceNr => toSequenceNr;

    /// <inheritdoc/>
    public override string ToString() =>
        $"DeleteMessagesFailure<Cause: {Cause}, ToSequenceNr: {ToSequenceNr}>";
}
