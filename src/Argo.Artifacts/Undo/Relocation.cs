namespace Argo.Artifacts.Undo;

/// <summary>A person's word that an execution's workspace is at another place by now.</summary>
/// <param name="Root">The absolute path of its root.</param>
/// <param name="By">Who says so.</param>
public sealed record Relocation(string Root, string By);
