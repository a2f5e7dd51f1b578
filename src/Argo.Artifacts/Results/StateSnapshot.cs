using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Results;

/// <summary>The fingerprint of every path that a plan touches, at one moment.</summary>
public sealed record StateSnapshot
{
    /// <summary>When it was taken.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>By path relative to the workspace.</summary>
    public ImmutableSortedDictionary<string, Fingerprint> Paths { get; init => field = JsonDefaults.ByName(
        value); } =
        JsonDefaults.NoNames<Fingerprint>();
}
