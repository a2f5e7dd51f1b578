using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argo.Artifacts.Json;

/// <summary>
/// Writes a time in UTC with its offset; reads one without an offset as this machine's local time.
/// </summary>
/// <remarks>Times without an offset get as far as here in Python plans only.</remarks>
public sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToUniversalTime());
    }
}
