using System.Text.Json.Nodes;
using Argo.Cli.Rendering;

namespace Argo.Cli.Commands;

/// <summary>
/// What a command comes to: one exit code, one document for machines, one screen for people.
/// </summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Document">The JSON document of <c>--json</c>.</param>
/// <param name="Show">Shows the same to a person.</param>
internal sealed record CommandOutcome(int Exit, JsonNode Document, Action<Screen> Show)
{
    /// <summary>
    /// What was done and where it can be read, for when stdout does not take the answer; null where the
    /// command only reads.
    /// </summary>
    public string? Kept { get; init; }
}
