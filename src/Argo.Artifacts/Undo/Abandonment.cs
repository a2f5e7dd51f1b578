namespace Argo.Artifacts.Undo;

/// <summary>A person's decision to give an execution up: its undo is never tried again.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">Who decided.</param>
public sealed record Abandonment(string Reason, string By);
