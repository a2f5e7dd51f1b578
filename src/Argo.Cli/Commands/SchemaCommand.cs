using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts.Json;
using Argo.Cli.Rendering;

namespace Argo.Cli.Commands;

/// <summary><c>argo schema NAME</c>: the JSON Schema of an artifact, or of the settings file.</summary>
internal sealed class SchemaCommand : ArgoCommand
{
    private const string Settings = "settings";

    private readonly Argument<string> _name = new("NAME")
    {
        Description = $"What the schema is of: {string.Join(", ", Names)}.",
    };

    public SchemaCommand()
        : base(
            "schema",
            "Prints the JSON Schema of an artifact, for editors and validators.",
            "argo schema plan > plan.schema.json",
            "argo schema settings   # of argo.json") =>
        Add(_name);

    public static ImmutableArray<string> Names { get; } = [.. ArtifactSchemas.Names, Settings];

    public override Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var schema = Get(context.Get(_name)!);
        return Task.FromResult(new CommandOutcome(
            ExitCode.Done, JsonNode.Parse(schema)!, screen => screen.Verbatim(schema.TrimEnd('\n'))));
    }

    private static string Get(string name)
    {
        if (!Names.Contains(name))
            throw CliException.Usage(
                $"There is no schema {Visible.Quote(name)}; there are: {string.Join(", ", Names)}.", "NAME");
        if (name != Settings)
            return ArtifactSchemas.Get(name);
        using var stream = typeof(SchemaCommand).Assembly.GetManifestResourceStream("argo.schema.json")!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
