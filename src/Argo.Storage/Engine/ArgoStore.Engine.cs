using Akka.Persistence.Embedded;

namespace Argo.Storage;

/// <content>
/// What the embedded actor engine asks of the store; not compiled where Akka's packages stand behind Argo.
/// </content>
public sealed partial class ArgoStore
{
    /// <summary>The events of persistent actors; their writes share commits with all others.</summary>
    public IEventJournal Journal { get; private set; } = null!; // set by the constructor, through ServeEngine

    /// <summary>The snapshots of persistent actors.</summary>
    public ISnapshotRows Snapshots { get; private set; } = null!;

    partial void ServeEngine()
    {
        Journal = new SqlEventJournal(_database, _writer, _reads);
        Snapshots = new SqlSnapshots(_writer, _reads);
    }
}
