using System.Collections.Immutable;
using Argo.Artifacts.Evidence;

namespace Argo.Hosting.Evidence;

/// <summary>The whole chain that an id belongs to, from the transcription to the log.</summary>
public sealed record CustodyTrace
{
    /// <summary>The id in full.</summary>
    public required string Id { get; init; }

    /// <summary>What the id is of.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>What everything came from.</summary>
    public required ImmutableArray<CustodyNode> Roots { get; init; }

    /// <summary>The links that do not hold, in the order of the tree.</summary>
    public IEnumerable<CustodyNode> Broken =>
        Roots.SelectMany(root => root.All()).Where(node => node.Broken is not null);

    /// <summary>Whether every link holds.</summary>
    public bool IsIntact => !Broken.Any();
}
