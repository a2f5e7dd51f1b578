namespace Argo.Actors.Supervision;

/// <summary>Where in the protocol an execution is.</summary>
public enum ExecutionPhase
{
    /// <summary>Waiting for the paths it needs.</summary>
    Queued,

    /// <summary>The gates look at it; nothing has been written.</summary>
    CheckingGates,

    /// <summary>New objects are made beside the tree; nothing in it has changed.</summary>
    Staging,

    /// <summary>The undo plan is being journaled.</summary>
    Preparing,

    /// <summary>Steps run.</summary>
    Executing,

    /// <summary>Every step is done; the end is being made durable.</summary>
    Committing,

    /// <summary>Steps are undone.</summary>
    RollingBack,

    /// <summary>Security stopped it.</summary>
    Halting,

    /// <summary>The end is a fact; what the steps took out of the tree is removed for good.</summary>
    Collecting,

    /// <summary>It has ended.</summary>
    Finished,
}
