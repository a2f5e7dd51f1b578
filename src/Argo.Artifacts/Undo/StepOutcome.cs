using System.Collections.Immutable;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;

namespace Argo.Artifacts.Undo;

/// <summary>What acting on one step did, as seen on disk.</summary>
public sealed record StepOutcome
{
    /// <summary>The plan's number for the step.</summary>
    public required int StepId { get; init; }

    /// <summary>Whether the step was done and the disk equals the prediction.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether what it needs was seen just before.</summary>
    public bool PreconditionMet { get; init; }

    /// <summary>What was looked at and seen.</summary>
    public string PreconditionDetail { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The change, in words; empty when there was none.</summary>
    public string ActualStateChange { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>Whether what is on disk equals the prediction; false when it was not looked at.</summary>
    public bool ExpectedVsActualMatch { get; init; }

    /// <summary>What was compared, and what differed.</summary>
    public string VerificationDetail { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>Paths changed.</summary>
    public ImmutableArray<string> AffectedResources { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>
    /// Swaps that were applied and stand; a failed swap that was put back at once is not among them.
    /// </summary>
    public ImmutableArray<int> AppliedSwaps { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>The effects seen, for the record.</summary>
    public ImmutableArray<SideEffect> Effects { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>Why it failed; null on success.</summary>
    public string? Error { get; init; }
}
