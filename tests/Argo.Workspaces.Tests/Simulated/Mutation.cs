namespace Argo.Workspaces.Tests.Simulated;

/// <summary>The protocol broken on purpose: the rung must see each.</summary>
public enum Mutation
{
    None,

    /// <summary>PREPARED is journaled when the swaps are made.</summary>
    PreparedLate,

    /// <summary>No flush before PREPARED.</summary>
    NoFirstBarrier,

    /// <summary>No flush before COMPLETED.</summary>
    NoSecondBarrier,

    /// <summary>No flush before ROLLED_BACK.</summary>
    NoUndoBarrier,

    /// <summary>A flush that failed is taken for one that went well.</summary>
    FlushErrorIgnored,

    /// <summary>A recovery leaves the stage where a paused executor finds it.</summary>
    NoFence,

    /// <summary>Objects are told apart by their bytes, and not by inode and birth time.</summary>
    ContentForIdentity,

    /// <summary>The stage is removed before the end is journaled.</summary>
    CollectEarly,
}
