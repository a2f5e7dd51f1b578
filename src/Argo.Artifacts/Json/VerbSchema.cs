using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Argo.Artifacts.Actions;

namespace Argo.Artifacts.Json;

/// <summary>The part of the JSON Schema of plans that says what the steps of one verb are given.</summary>
/// <param name="verb">The verb.</param>
/// <param name="operation">
/// The operation for which the verb has a form of its own; null for all other operations.
/// </param>
internal sealed class VerbSchema(VerbDescriptor verb, string? operation)
{
    private readonly VerbDescriptor _form = verb.For(operation ?? "");

    /// <summary>The rule, for a plan of Argo's or of the Python planner; null where anything goes.</summary>
    public JsonObject? Rule(bool python)
    {
        if (python && _form.Parameters.IsEmpty) // the Python planner tells them more than Argo needs
            return null;
        var then = new JsonObject { ["properties"] = new JsonObject { ["parameters"] = Parameters(python) } };
        if (_form.Parameters.Any(parameter => parameter.IsRequired) || MustChoose(python))
            then["required"] = Texts("parameters");
        return new JsonObject { ["if"] = Condition(), ["then"] = then };
    }

    /// <summary>What one parameter is.</summary>
    public static JsonObject Describe(VerbParameter parameter, string description, bool withPattern)
    {
        var schema = new JsonObject { ["description"] = description };
        var type = JsonNode.Parse(VerbParameterTypes.Schema(parameter.Type))!.AsObject();
        foreach (var (keyword, value) in type)
            schema[keyword] = value!.DeepClone();
        if (withPattern && parameter.Pattern is { } pattern)
            schema["pattern"] = pattern;
        if (parameter.Default is not null)
            schema["default"] = JsonNode.Parse(parameter.Default);
        return schema;
    }

    private bool MustChoose(bool python) =>
        !python && !(_form.ExactlyOneOf.IsEmpty && _form.AtLeastOneOf.IsEmpty);

    private JsonObject Condition()
    {
        var properties = new JsonObject { ["action_type"] = Const(verb.Type.Name) };
        if (operation is not null)
            properties["operation"] = Const(operation);
        else if (!verb.ByOperation.IsEmpty)
            properties["operation"] = new JsonObject { ["not"] = OneOf(verb.ByOperation.Keys) };
        return new JsonObject
        {
            ["properties"] = properties,
            ["required"] = operation is null ? Texts("action_type") : Texts("action_type", "operation"),
        };
    }

    private JsonObject Parameters(bool python)
    {
        var names = _form.Parameters.Select(parameter => parameter.Name).Append(KnownParameters.Path.Name);
        var rule = new JsonObject
        {
            ["$ref"] = "#/$defs/step_parameters",
            ["propertyNames"] = OneOf(names),
        };
        if (_form.Parameters.Any(parameter => parameter.IsRequired))
            rule["required"] = Texts(_form.Parameters.Where(one => one.IsRequired).Select(one => one.Name));
        if (!python && !_form.ExactlyOneOf.IsEmpty)
            rule["oneOf"] = Choice(_form.ExactlyOneOf);
        if (!python && !_form.AtLeastOneOf.IsEmpty)
            rule["anyOf"] = Choice(_form.AtLeastOneOf);
        var own = new JsonObject();
        foreach (var parameter in _form.Parameters)
        {
            if (Own(parameter, python) is { } schema)
                own[parameter.Name] = schema;
        }

        if (own.Count > 0)
            rule["properties"] = own;
        return rule;
    }

    /// <summary>What of a parameter is not said once for all verbs.</summary>
    private static JsonObject? Own(VerbParameter parameter, bool python)
    {
        if (parameter.IsOfHost)
            return Describe(parameter, parameter.Meaning, withPattern: true);
        var pattern = python ? parameter.PythonPattern ?? parameter.Pattern : parameter.Pattern;
        return parameter.HasOnePattern || pattern is null ? null : new JsonObject { ["pattern"] = pattern };
    }

    private static JsonArray Choice(ImmutableArray<string> names) =>
        [.. names.Select(name => new JsonObject { ["required"] = Texts(name) })];

    private static JsonObject Const(string value) => new() { ["const"] = value };

    private static JsonObject OneOf(IEnumerable<string> values) => new() { ["enum"] = Texts(values) };

    private static JsonArray Texts(params IEnumerable<string> texts) =>
        [.. texts.Select(text => JsonValue.Create(text))];
}
