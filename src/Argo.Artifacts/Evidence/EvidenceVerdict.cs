using System.Collections.Immutable;
using Argo.Artifacts.Records;

namespace Argo.Artifacts.Evidence;

/// <summary>What checking a piece of evidence gave.</summary>
public sealed record EvidenceVerdict
{
    /// <summary>What it is.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>
    /// Whose it is: the id of its execution, report or plan; null when that cannot be read.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>What was recomputed and holds, in words.</summary>
    public ImmutableArray<string> Checked { get; init; } = [];

    /// <summary>Of a record: how many events, from the first, are linked as they should be.</summary>
    public int? EventsIntact { get; init; }

    /// <summary>
    /// Whether the store that it was held against keeps the same; null where there was none to ask.
    /// </summary>
    public bool? IsInStore { get; init; }

    /// <summary>The first thing that is not what it was; null when there is none.</summary>
    public BrokenLink? Broken { get; init; }

    /// <summary>Whether everything holds.</summary>
    public bool IsIntact => Broken is null;
}
