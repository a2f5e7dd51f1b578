namespace Argo.Workspaces.Paths;

/// <summary>Why a directory is not this user's alone.</summary>
/// <param name="Path">What others can write, or own.</param>
/// <param name="Problem">What is wrong with it, as the end of a sentence that begins with the path.</param>
/// <param name="Remedy">What to type or do.</param>
public sealed record PrivacyFault(string Path, string Problem, string Remedy);
