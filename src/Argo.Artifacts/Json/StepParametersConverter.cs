using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argo.Artifacts.Actions;

namespace Argo.Artifacts.Json;

/// <summary>
/// Reads parameters without knowing their action: what fits a member goes there, anything else to
/// <see cref="StepParameters.Other"/>, where the rules of the action refuse it or a host's handler finds it.
/// </summary>
public sealed class StepParametersConverter : JsonConverter<StepParameters>
{
    /// <inheritdoc/>
    public override StepParameters Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parameters = new StepParameters();
        var other = JsonDefaults.NoNames<JsonElement>().ToBuilder();
        foreach (var member in JsonElement.ParseValue(ref reader).EnumerateObject())
        {
            var known = StepParameter.Find(member.Name);
            if (known?.Read(parameters, member.Value) is { } read && known.IsSet(read))
                parameters = read;
            else
                // a default too: a host may tell it from a missing one
                other[member.Name] = member.Value.Clone();
        }

        return parameters with { Other = other.ToImmutable() };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StepParameters value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        foreach (var parameter in StepParameter.All.Where(parameter => parameter.IsSet(value)))
            parameter.Write(writer, value);
        var others = value.Other.Where(member => StepParameter.Find(member.Key)?.IsSet(value) != true);
        foreach (var (name, element) in others)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
