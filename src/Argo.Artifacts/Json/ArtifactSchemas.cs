using System.Collections.Immutable;
using Argo.Artifacts.Actions;

namespace Argo.Artifacts.Json;

/// <summary>The JSON Schemas (2020-12) of the artifacts, as <c>argo schema NAME</c> prints them.</summary>
public static class ArtifactSchemas
{
    private const string Plan = "plan";

    /// <summary>What there is a schema of.</summary>
    public static ImmutableArray<string> Names { get; } =
        [Plan, "report", "approval", "result", "record", "receipt", "statement", "log_head", "log_proof"];

    /// <summary>A schema's text: always the same bytes for one version of Argo, and the same verbs.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="verbs">What plans may use; default: <see cref="VerbCatalog.BuiltIn"/>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there
    /// are.</exception>
    public static string Get(string name, VerbCatalog? verbs = null)
    {
        if (!Names.Contains(name))
            throw new ArgumentException(
                $"there is no schema '{name}'; there are: {string.Join(", ", Names)}", nameof(name));
        using var stream = typeof(ArtifactSchemas).Assembly.GetManifestResourceStream($"{name}.schema.json")!;
        using var text = new StreamReader(stream);
        var schema = text.ReadToEnd();
        return name == Plan ? new PlanSchema(verbs ?? VerbCatalog.BuiltIn).Fill(schema) : schema;
    }
}
