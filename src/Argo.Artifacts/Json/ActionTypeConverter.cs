using System.Text.Json;
using System.Text.Json.Serialization;
using Argo.Artifacts.Actions;

namespace Argo.Artifacts.Json;

/// <summary>Reads and writes an action's name as text.</summary>
public sealed class ActionTypeConverter : JsonConverter<ActionType>
{
    /// <inheritdoc/>
    public override ActionType Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ActionType value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Name);
    }
}
