namespace Akka.Persistence;

/// <summary>A persistent actor that says which messages it knows.</summary>
public abstract class PersistentActor : Eventsourced
{
    /// <inheritdoc/>
    protected override bool Receive(object message) => ReceiveCommand(message);
}
