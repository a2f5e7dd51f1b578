namespace Akka.Persistence;

/// <summary>Whose events they are and where they are kept.</summary>
public interface IPersistentIdentity
{
    /// <summary>The name of the stream; unique among live actors.</summary>
    string PersistenceId { get; }

    /// <summary>The journal; this engine has one, whatever the name.</summary>
    string JournalPluginId { get; }

    /// <summary>The snapshot store; this engine has one, whatever the name.</summary>
    string SnapshotPluginId { get; }
}
