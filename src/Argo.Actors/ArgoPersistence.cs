namespace Argo.Actors;

/// <summary>The persistence plugins that a host must configure for Argo's actors.</summary>
public static class ArgoPersistence
{
    /// <summary>The last part of the journal's path in the configuration.</summary>
    public const string JournalName = "argo";

    /// <summary>
    /// The journal of the rollback actors. A name of its own: the host's default journal stays the host's.
    /// </summary>
    public const string Journal = "akka.persistence.journal." + JournalName;

    /// <summary>
    /// Argo takes no snapshots: an execution has a dozen events, and each recovery would ask for one.
    /// </summary>
    public const string NoSnapshots = "akka.persistence.no-snapshot-store";
}
