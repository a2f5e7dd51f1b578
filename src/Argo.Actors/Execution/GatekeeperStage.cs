namespace Argo.Actors.Execution;

/// <summary>What a gatekeeper waits for.</summary>
internal enum GatekeeperStage
{
    /// <summary>The facts that the gates judge by.</summary>
    CheckingGates,

    /// <summary>The store keeps that the approval was refused for good.</summary>
    KeepingRefusal,

    /// <summary>The workspace, which another process may hold.</summary>
    Opening,

    /// <summary>The snapshot before anything changes.</summary>
    LookingBefore,

    /// <summary>The step whose turn it is, to be staged.</summary>
    Staging,

    /// <summary>The flush of everything staged.</summary>
    FlushingStage,

    /// <summary>The comparison of the tree with what the dry run saw.</summary>
    ComparingWitness,

    /// <summary>The undo plan of everything staged.</summary>
    PlanningUndo,

    /// <summary>The store uses the approval up.</summary>
    UsingApproval,

    /// <summary>The journal takes PREPARED.</summary>
    Preparing,

    /// <summary>The step whose turn it is, to be applied.</summary>
    Executing,

    /// <summary>The undo of a step that failed, after which the execution goes on.</summary>
    UndoingStep,

    /// <summary>The flush of everything applied.</summary>
    FlushingEnd,

    /// <summary>The snapshot after everything was applied.</summary>
    LookingAfter,

    /// <summary>The last look at the originals.</summary>
    CheckingOriginals,

    /// <summary>The journal takes COMPLETED.</summary>
    Committing,

    /// <summary>The journal takes ABORTED.</summary>
    Aborting,

    /// <summary>The undo of everything.</summary>
    RollingBack,

    /// <summary>The journal takes ROLLED_BACK or PARKED.</summary>
    EndingUndo,

    /// <summary>The snapshot after the undo.</summary>
    LookingAfterUndo,

    /// <summary>The flush of what was applied before security stopped it.</summary>
    FlushingHalt,

    /// <summary>The snapshot of what was applied before security stopped it.</summary>
    LookingAfterHalt,

    /// <summary>The journal takes HALTED.</summary>
    Halting,

    /// <summary>Nothing: its end is being sealed.</summary>
    Ended,
}
