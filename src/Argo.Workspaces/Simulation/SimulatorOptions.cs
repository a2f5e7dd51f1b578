using Argo.Artifacts.Json;
using Argo.Artifacts.Security;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Contents;

namespace Argo.Workspaces.Simulation;

/// <summary>What a <see cref="Simulator"/> works with; every member has a working default.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The clock of <c>created_at</c> and the duration.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes a report's id; default: <c>report_</c> and a UUIDv7.</summary>
    public Func<string> NewReportId { get; init; } = () => ArtifactId.New("report");

    /// <summary>Where <c>content_from</c> is pinned; null refuses it.</summary>
    public ContentStore? Contents { get; init; }

    /// <summary>Digests of unchanged files; default: kept as long as these options.</summary>
    public IDigestCache Digests { get; init; } = new MemoryDigestCache();

    /// <summary>What was ever given as a secret; default: kept as long as these options.</summary>
    public ISecretDigests Secrets { get; init; } = new MemorySecretDigests();

    /// <summary>
    /// Directories that are Argo's own (its data directory), as absolute paths: a plan that acts on what is
    /// in
    /// one, or on a directory that holds one, is blocked.
    /// </summary>
    public IReadOnlyList<string> ReservedDirectories { get; init; } = [];

    /// <summary>Takes secrets out of the diff and the summary.</summary>
    public Redactor Redactor { get; init; } = Redactor.None;

    /// <summary>The verbs that plans may use.</summary>
    public VerbHandlers Verbs { get; init; } = VerbHandlers.BuiltIn;

    /// <summary>How much is read, kept and shown.</summary>
    public SimulationLimits Limits { get; init; } = new();
}
