namespace Argo.Workspaces.Tests.Attacks;

/// <summary>When the world changes.</summary>
internal enum AttackPhase
{
    /// <summary>Validation: before the dry run.</summary>
    DryRun,

    /// <summary>Execution: after the approval; the gates have to see it.</summary>
    Gates,

    /// <summary>Execution: after the gates, before the workspace is taken and staged in.</summary>
    Staging,

    /// <summary>Execution: after the last look at the world as a whole.</summary>
    Acting,

    /// <summary>Execution: after the step before, in the same directory.</summary>
    Between,

    /// <summary>Execution: after the step's own last look, before its call.</summary>
    Call,

    /// <summary>
    /// Recovery: the process died after all steps; before the next one opens the workspace.
    /// </summary>
    Recovery,

    /// <summary>Recovery: after the undo's own look, before its call.</summary>
    UndoCall,
}
