namespace Argo.Hosting;

/// <summary>A directory tree that is meant.</summary>
/// <param name="Name">The name that a person gave it; its path where it has none.</param>
/// <param name="Root">The absolute path on this host, links resolved.</param>
public sealed record WorkspaceRef(string Name, string Root);
