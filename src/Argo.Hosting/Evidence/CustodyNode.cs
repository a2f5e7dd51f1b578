using System.Collections.Immutable;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Records;

namespace Argo.Hosting.Evidence;

/// <summary>One link of a chain of custody, and what came of it.</summary>
public sealed record CustodyNode
{
    /// <summary>What it is.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>Its id; the beginning of its digest where the id cannot be known.</summary>
    public required string Id { get; init; }

    /// <summary>The digest under which the store keeps it, lower-case hex; null when it keeps none.</summary>
    public string? Digest { get; init; }

    /// <summary>How it stands.</summary>
    public CustodyStatus Status { get; init; }

    /// <summary>What it says, in a few words.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public BrokenLink? Broken { get; init; }

    /// <summary>What came of it, the oldest first.</summary>
    public ImmutableArray<CustodyNode> Children { get; init; } = [];

    /// <summary>This link and all that came of it, each before its children.</summary>
    public IEnumerable<CustodyNode> All() => Children.SelectMany(child => child.All()).Prepend(this);
}
