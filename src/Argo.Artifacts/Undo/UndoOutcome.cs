namespace Argo.Artifacts.Undo;

/// <summary>How the undo of one swap ended.</summary>
/// <param name="Row">The swap.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Detail">What was expected, what was found, and for a conflict what a person can do.</param>
public sealed record UndoOutcome(UndoRow Row, UndoVerdict Verdict, string Detail)
{
    /// <summary>The conflict, for a person to decide; null unless the verdict is one.</summary>
    public RollbackConflict? Conflict { get; init; }
}
