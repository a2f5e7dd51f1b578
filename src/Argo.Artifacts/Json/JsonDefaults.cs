using System.Collections.Immutable;

namespace Argo.Artifacts.Json;

/// <summary>Puts the default in the place of a member that was missing.</summary>
/// <remarks>
/// The generated reader assigns null or default to each init-only member that the input lacks, and so
/// undoes its initialiser; the members' own init accessors put it right with these.
/// </remarks>
internal static class JsonDefaults
{
    public static string Text(string? value, string otherwise = "") => value ?? otherwise;

    public static ImmutableArray<T> List<T>(ImmutableArray<T> value) => value.IsDefault ? [] : value;

    /// <summary>Ordinal order: a culture's order may hold two different paths for the same.</summary>
    public static ImmutableSortedDictionary<string, T> ByName<T>(
        ImmutableSortedDictionary<string, T>? value) =>
        value is null ? NoNames<T>() : value.WithComparers(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, T> NoNames<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
