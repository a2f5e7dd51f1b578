using System.Collections.Immutable;

namespace Argo.Hosting;

/// <summary>A directory tree that is meant.</summary>
/// <param name="Name">The name that a person gave it; its path where it has none.</param>
/// <param name="Root">The absolute path on this host, links resolved.</param>
public sealed record WorkspaceRef(string Name, string Root)
{
    /// <summary>
    /// What lies there and belongs to no execution of this store, as it was when the workspace was resolved.
    /// An execution looks again, once it holds the workspace.
    /// </summary>
    public ImmutableArray<UnknownStage> UnknownStages { get; init; } = [];
}
