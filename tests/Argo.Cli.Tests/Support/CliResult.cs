using System.Text.Json.Nodes;

namespace Argo.Cli.Tests.Support;

/// <summary>What a run of the program came to.</summary>
internal sealed record CliResult(int Exit, string Out, string Error)
{
    /// <summary>Stdout as the one JSON document that it must be.</summary>
    public JsonObject Json => JsonNode.Parse(Out)!.AsObject();

    /// <summary>The result in the document of a run or an execution.</summary>
    public JsonObject Result => Json["result"]!.AsObject();

    public override string ToString() => $"exit {Exit}\n--- stdout\n{Head(Out)}\n--- stderr\n{Head(Error)}";

    private static string Head(string text) => text.Length <= 3_000 ? text : text[..3_000] + "...";

    /// <summary>Asserts the exit code, and shows everything when it is another.</summary>
    public CliResult Exited(int expected)
    {
        Assert.True(Exit == expected, $"expected exit {expected}: {this}");
        return this;
    }
}
