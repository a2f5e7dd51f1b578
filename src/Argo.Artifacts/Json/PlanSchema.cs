using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argo.Artifacts.Actions;

namespace Argo.Artifacts.Json;

/// <summary>The JSON Schema of plans: what holds for every step, and the rules of each verb.</summary>
internal sealed class PlanSchema(VerbCatalog verbs)
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The schema's text.</summary>
    /// <param name="everyStep">The schema without the rules and the parameters of verbs.</param>
    public string Fill(string everyStep)
    {
        var schema = JsonNode.Parse(everyStep)!.AsObject();
        var parts = schema["$defs"]!.AsObject();
        foreach (var verb in verbs.Verbs)
            AddRules(parts, new VerbSchema(verb, operation: null));
        foreach (var verb in verbs.Verbs)
        {
            foreach (var operation in verb.ByOperation.Keys.Order(StringComparer.Ordinal))
                AddRules(parts, new VerbSchema(verb, operation));
        }

        var properties = parts["step_parameters"]!["properties"]!.AsObject();
        foreach (var member in StepParameter.All)
            properties.Add(member.Name, Describe(member.Name));
        return schema.ToJsonString(Layout) + "\n";
    }

    private static void AddRules(JsonObject parts, VerbSchema verb)
    {
        var (native, python) = (verb.Rule(python: false), verb.Rule(python: true));
        if (JsonNode.DeepEquals(native, python))
        {
            Add(parts, "any_step", native);
            return;
        }

        Add(parts, "native_step", native);
        Add(parts, "python_step", python);
    }

    private static void Add(JsonObject parts, string name, JsonObject? rule)
    {
        if (rule is not null)
            parts[name]!["allOf"]!.AsArray().Add(rule);
    }

    private JsonObject Describe(string name)
    {
        var parameter = Uses(name).Select(use => use.Parameter).FirstOrDefault() ?? KnownParameters.Path;
        var audience = parameter.Audience ?? string.Join(", ", Uses(name).Select(use => use.Verb).Distinct());
        return VerbSchema.Describe(parameter, $"{audience}: {parameter.Meaning}", parameter.HasOnePattern);
    }

    private IEnumerable<(string Verb, VerbParameter Parameter)> Uses(string name) => verbs.Verbs
        .SelectMany(verb => verb.Parameters, (verb, one) => (Verb: verb.Type.Name, Parameter: one))
        .Concat(
            from verb in verbs.Verbs
            from form in verb.ByOperation
            from parameter in form.Value.Parameters
            select (Verb: $"{verb.Type} with operation {form.Key}", Parameter: parameter))
        .Where(use => use.Parameter.Name == name);
}
