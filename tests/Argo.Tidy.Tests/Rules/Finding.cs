namespace Argo.Tidy.Tests.Rules;

/// <summary>A place that breaks a rule; <c>What</c> adds the particulars, and may be empty.</summary>
internal sealed record Finding(string Path, int Line, string What = "");
