namespace Argo.Artifacts.Actions;

/// <summary>What to use in place of names that people write and that are no verbs.</summary>
/// <param name="Advice">Such as <c>use delete</c>; follows "'rm' is no action that Argo knows; ".</param>
/// <param name="Names">The wrong names, with a space between each two.</param>
public sealed record VerbAdvice(string Advice, string Names);
