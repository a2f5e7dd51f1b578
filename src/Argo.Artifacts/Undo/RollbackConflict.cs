namespace Argo.Artifacts.Undo;

/// <summary>Something foreign in the way of an undo: it was not touched, and a person chooses.</summary>
public sealed record RollbackConflict
{
    /// <summary>The plan's number for the step.</summary>
    public required int StepId { get; init; }

    /// <summary>The swap that could not be undone.</summary>
    public required int Swap { get; init; }

    /// <summary>The path in conflict, relative to the workspace; decisions name it.</summary>
    public required string Path { get; init; }

    /// <summary>What Argo had left there, in words.</summary>
    public required string Expected { get; init; }

    /// <summary>What is there instead, in words.</summary>
    public required string Found { get; init; }

    /// <summary>
    /// Where the object before lies, relative to the workspace; null when there is none to keep.
    /// </summary>
    public string? KeptAt { get; init; }

    /// <summary>Whether the object before can be put back by a decision for it.</summary>
    public bool CanKeepMine { get; init; }

    /// <summary>What a person can do.</summary>
    public required string Advice { get; init; }
}
