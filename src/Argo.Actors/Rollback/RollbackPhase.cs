namespace Argo.Actors.Rollback;

/// <summary>Where an execution stands in its journal; the journal is the truth.</summary>
/// <remarks><code>
/// Open -> Prepared -> Completed     (Prepared: a failed step may be undone by itself)
///   |        |  `---> Halted --(a person asks)--.
///   |        `----> RollingBack &lt;--------------'
///   |                 |   ^  `---> RolledBack
///   |                 v   |
///   |               Parked (tried again at the next start)
///   `-> Aborted
///
/// any that has not ended --(a person gives it up)--> Abandoned
/// </code></remarks>
public enum RollbackPhase
{
    /// <summary>Nothing is journaled: nothing visible has happened.</summary>
    Open,

    /// <summary>The undo plan is durable; steps may have run, and failed ones may be undone.</summary>
    Prepared,

    /// <summary>Every step that stands is listed; nothing is to be undone.</summary>
    Completed,

    /// <summary>It ended before anything visible happened.</summary>
    Aborted,

    /// <summary>Somebody has claimed the undo.</summary>
    RollingBack,

    /// <summary>Everything is undone.</summary>
    RolledBack,

    /// <summary>Something foreign is in the way, or the disk refuses.</summary>
    Parked,

    /// <summary>Security stopped it between two steps.</summary>
    Halted,

    /// <summary>A person gave it up; nothing is undone any more.</summary>
    Abandoned,
}
