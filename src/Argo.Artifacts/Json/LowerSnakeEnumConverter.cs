using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argo.Artifacts.Json;

/// <summary>Writes an enum's members in lower snake case, and reads exactly those.</summary>
/// <typeparam name="TEnum">Its members are 0, 1, 2 and so on.</typeparam>
public class LowerSnakeEnumConverter<TEnum> : JsonConverter<TEnum>, IJsonNames
    where TEnum : struct, Enum
{
    private static readonly string[] Words =
        Array.ConvertAll(Enum.GetNames<TEnum>(), JsonNamingPolicy.SnakeCaseLower.ConvertName);

    IReadOnlyList<string> IJsonNames.Names => Words;

    bool IJsonNames.Knows(string name) => Find(name) is not null;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The word is not one of the enum's.</exception>
    public override TEnum Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Find(reader.GetString() ?? "")
            ?? throw new JsonException($"must be one of: {string.Join(", ", Words)}");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(WordOf(value));
    }

    /// <summary>Another name for a member, read but never written; null when there is none.</summary>
    protected virtual TEnum? Alias(string name) => null;

    internal static string WordOf(TEnum value) => Words[Unsafe.As<TEnum, int>(ref value)];

    private TEnum? Find(string name)
    {
        var place = Array.IndexOf(Words, name);
        return place < 0 ? Alias(name) : Unsafe.As<int, TEnum>(ref place);
    }
}
