using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argo.Artifacts.Json;

/// <summary>
/// Writes doubles as the canonical form has them, so that an artifact's file says the number that it holds.
/// </summary>
internal sealed class EcmaNumberConverter : JsonConverter<double>
{
    public override double Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[EcmaNumber.MaxLength];
        writer.WriteRawValue(text[..EcmaNumber.Format(value, text)], skipInputValidation: true);
    }
}
