namespace Argo.Artifacts.Actions;

/// <summary>Why a step's parameters cannot be taken.</summary>
/// <param name="Member">The parameter, or a member of it such as <c>edits[0].find</c>.</param>
/// <param name="Problem">What is wrong and the remedy, as in <c>must be at least 1; leave it out</c>.</param>
public sealed record ParameterProblem(string Member, string Problem);
