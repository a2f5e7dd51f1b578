using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Json;

/// <summary>Judges single values: says what a value must be, or null when it is that.</summary>
internal static class StrictJsonLeaf
{
    private const int MostDigits = 17; // a double carries no more
    private const double LargestWhole = 1L << 53; // beyond it a double skips whole numbers

    public static string? WhyNot(ref Utf8JsonReader reader, JsonTypeInfo type, JsonNumberHandling? numbers)
    {
        if (type.Type == typeof(string))
            return reader.TokenType is JsonTokenType.String ? null : "must be text";
        if (type.Type == typeof(bool))
            return reader.TokenType is JsonTokenType.True or JsonTokenType.False
                ? null
                : "must be true or false";
        if (type.Type == typeof(DateTimeOffset))
            return IsTime(ref reader) ? null : "must be a time such as 2026-01-31T12:00:00+00:00";
        if (type.Type == typeof(ActionType))
            return IsActionName(ref reader)
                ? null
                : "must be an action's name, such as write, in lower snake case of at most 64 letters";
        if (type.Converter is IJsonNames words)
            return IsOneOf(ref reader, words) ? null : $"must be one of: {string.Join(", ", words.Names)}";
        return WhyNotNumber(ref reader, type.Type, numbers);
    }

    /// <summary>
    /// Whether a time says how far it is from UTC; one that does not is the writer's local time.
    /// </summary>
    public static bool HasOffset(ref Utf8JsonReader reader) =>
        reader.GetString() is { Length: > 6 } text && (text[^1] is 'Z' || text[^6] is '+' or '-');

    /// <summary>
    /// Why a number anywhere would not survive the canonical form, where numbers are doubles.
    /// </summary>
    public static string? WhyNotCanonical(ref Utf8JsonReader reader)
    {
        var digits =
            reader.ValueSpan[..(reader.ValueSpan.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var mark
            ? mark
            : reader.ValueSpan.Length)];
        var significant = digits.TrimStart("-0."u8).TrimEnd("0."u8);
        var count = significant.Length - (significant.Contains((byte)'.') ? 1 : 0);
        var fits = reader.TryGetDouble(out var value) && double.IsFinite(value) && count <= MostDigits;
        var whole = reader.ValueSpan.IndexOfAny("."u8) < 0;
        return fits && (!whole || Math.Abs(value) <= LargestWhole)
            ? null
            : "has more digits than JSON numbers carry; write it as text";
    }

    public static bool IsUnicode(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? reader.GetString() is not null : Utf8.IsValid(reader.ValueSpan);

    private static bool IsTime(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String
        && reader.TryGetDateTimeOffset(out _)
        && reader.GetString()!.Contains('T', StringComparison.Ordinal);

    private static bool IsActionName(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String && PlanNames.IsAction(reader.GetString()!);

    private static bool IsOneOf(ref Utf8JsonReader reader, IJsonNames words) =>
        reader.TokenType is JsonTokenType.String && words.Knows(reader.GetString()!);

    private static string? WhyNotNumber(ref Utf8JsonReader reader, Type type, JsonNumberHandling? numbers)
    {
        if (numbers?.HasFlag(JsonNumberHandling.AllowReadingFromString) == true
            && reader.TokenType is JsonTokenType.String)
            return IsWholeText(reader.GetString()!, type) ? null : "must be a whole number, as text";
        if (type == typeof(double))
            return reader.TokenType is JsonTokenType.Number && WhyNotCanonical(ref reader) is null
                ? null
                : "must be a number";
        return reader.TokenType is JsonTokenType.Number && IsWhole(ref reader, type)
            ? null
            : "must be a whole number";
    }

    private static bool IsWhole(ref Utf8JsonReader reader, Type type) =>
        type == typeof(int) ? reader.TryGetInt32(out _)
        : type == typeof(ulong) ? reader.TryGetUInt64(out _)
        : reader.TryGetInt64(out _);

    private static bool IsWholeText(string text, Type type) =>
        type == typeof(ulong)
            ? ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
