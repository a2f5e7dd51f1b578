namespace Akka.Conformance.Tests;

/// <summary>An event that the engine's composition rejects.</summary>
public sealed record Unstorable(string Text);
