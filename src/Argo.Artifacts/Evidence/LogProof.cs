using System.Collections.Immutable;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;

namespace Argo.Artifacts.Evidence;

/// <summary>That a receipt is in a host's log, and that the log only grew since a published head.</summary>
public sealed record LogProof
{
    /// <summary>The version of the JSON form.</summary>
    public const string CurrentSchemaVersion = "1.0.0";

    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The place of its receipt in the log, from 0.</summary>
    public required long LeafIndex { get; init; }

    /// <summary>The receipt; the leaf is its canonical JSON.</summary>
    public required DsseEnvelope Receipt { get; init; }

    /// <summary>From the leaf to the root, lower-case hex.</summary>
    public ImmutableArray<string> InclusionPath { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>The signed head that the path leads to.</summary>
    public required DsseEnvelope Head { get; init; }

    /// <summary>
    /// An earlier signed head, as it was published; null when there is none to compare with.
    /// </summary>
    public DsseEnvelope? PublishedHead { get; init; }

    /// <summary>From the published head to the present one, lower-case hex.</summary>
    public ImmutableArray<string> ConsistencyPath { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>The version of the JSON form.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;
}
