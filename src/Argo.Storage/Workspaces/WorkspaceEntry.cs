namespace Argo.Storage;

/// <summary>A registered workspace.</summary>
/// <param name="Name">The name by which plans and people call it.</param>
/// <param name="Root">Its absolute path on this host.</param>
/// <param name="RegisteredAt">When it was registered, UTC.</param>
public sealed record WorkspaceEntry(string Name, string Root, DateTimeOffset RegisteredAt);
