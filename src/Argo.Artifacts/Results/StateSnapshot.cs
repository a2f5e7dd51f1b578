using System.Collections.Immutable;

namespace Argo.Artifacts;

/// <summary>The fingerprint of every path that a plan touches, at one moment.</summary>
public sealed record StateSnapshot
{
    /// <summary>When it was taken.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>By path relative to the workspace.</summary>
    public ImmutableSortedDictionary<string, Fingerprint> Paths { get; init => field = Given.ByName(
        value); } =
        Given.NoNames<Fingerprint>();
}
