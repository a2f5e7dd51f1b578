using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Interpretation;

/// <summary>What a step means on the tree as it stands when its turn comes.</summary>
/// <remarks>Made by the same code for the dry run and for staging, so the two cannot drift apart.</remarks>
internal sealed record StepInterpretation
{
    /// <summary>What the dry run says of it.</summary>
    public required SimulatedStep Simulated { get; init; }

    /// <summary>
    /// What is to be done, in order; empty for a step that only looks, or that cannot go on.
    /// </summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>Paths that the step looks at without changing them.</summary>
    public ImmutableArray<string> Reads { get; init; } = [];

    /// <summary>
    /// Each path that the step reads or changes, as it is predicted just before the step's turn; what the
    /// executor
    /// compares before it acts.
    /// </summary>
    public ImmutableSortedDictionary<string, Fingerprint> Before { get; init; } =
        ImmutableSortedDictionary<string, Fingerprint>.Empty;

    /// <summary>
    /// Objects of the disk that the step takes out of the tree or copies: what others write to them while it
    /// runs is not what was simulated.
    /// </summary>
    public ImmutableArray<VirtualEntry> Originals { get; init; } = [];

    /// <summary>
    /// What the step copies, which must be the same from its first object to its last; null for no copy.
    /// </summary>
    public string? CopiedFrom { get; init; }

    /// <summary>Why the change has no feasible undo; null when it has one, or when nothing changes.</summary>
    public UndoObstacle? Obstacle { get; init; }

    /// <summary>
    /// Why the plan's own words on the undo do not fit the step; null when they do, or say nothing.
    /// </summary>
    public string? UnfitProcedure { get; init; }
}
