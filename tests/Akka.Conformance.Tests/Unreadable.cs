namespace Akka.Conformance.Tests;

/// <summary>An event that is stored and cannot be read again.</summary>
public sealed record Unreadable(string Text);
