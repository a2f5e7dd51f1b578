namespace Argo.Artifacts.Undo;

/// <summary>A person's decision about one conflict.</summary>
/// <param name="Path">The path in conflict, relative to the workspace.</param>
/// <param name="Choice">Which of the two objects stays.</param>
/// <param name="By">Who decided.</param>
public sealed record ConflictDecision(string Path, ConflictChoice Choice, string By);
