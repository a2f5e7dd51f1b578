namespace Argo.Hosting;

/// <summary>A directory tree that a host has registered under a name.</summary>
/// <param name="Name">The name that plans use.</param>
/// <param name="Root">The absolute path on this host, links resolved.</param>
public sealed record WorkspaceRef(string Name, string Root);
