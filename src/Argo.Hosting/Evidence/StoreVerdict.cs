using System.Collections.Immutable;
using Argo.Artifacts.Evidence;

namespace Argo.Hosting.Evidence;

/// <summary>What checking a whole store gave.</summary>
public sealed record StoreVerdict
{
    /// <summary>How many executions were checked.</summary>
    public int Executions { get; init; }

    /// <summary>How many artifacts were recomputed, those of no execution too.</summary>
    public int Artifacts { get; init; }

    /// <summary>How many ends the log has.</summary>
    public int LogSize { get; init; }

    /// <summary>The root of the log as it is, lower-case hex.</summary>
    public string RootHash { get; init; } = "";

    /// <summary>What does not hold, each with whose it is; the oldest execution first.</summary>
    public ImmutableArray<EvidenceVerdict> Broken { get; init; } = [];

    /// <summary>Whether everything holds.</summary>
    public bool IsIntact => Broken.IsEmpty;
}
