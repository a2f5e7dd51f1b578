namespace Argo.Hosting.Diagnostics;

/// <summary>A workspace that the doctor looks at.</summary>
/// <param name="Name">Its name; its path where it has none.</param>
/// <param name="Root">Its absolute path.</param>
/// <param name="IsRegistered">Whether a person registered the name, so that it can be taken back.</param>
internal sealed record KnownWorkspace(string Name, string Root, bool IsRegistered = false);
