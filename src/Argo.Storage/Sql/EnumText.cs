using System.Collections.Frozen;
using System.Text.Json;

namespace Argo.Storage.Sql;

/// <summary>The lower snake case under which an enum's values are stored.</summary>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Texts = Enum.GetValues<T>()
        .ToFrozenDictionary(
            value => value,
            value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values =
        Texts.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(T value) => Texts[value];

    /// <param name="text">The word as it is stored.</param>
    /// <param name="what">What it is the word for, for people: "the state of exec-1".</param>
    /// <exception cref="StoreException">The stored word is none of the enum's.</exception>
    public static T Parse(string text, string what) =>
        Values.TryGetValue(text, out var value)
            ? value
            : throw new StoreException(
                StoreFault.Corrupt,
                $"The store holds '{text}' as {what}, which is no such word. Restore it from a backup.");
}
