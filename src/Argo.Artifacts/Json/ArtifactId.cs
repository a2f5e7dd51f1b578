namespace Argo.Artifacts.Json;

/// <summary>
/// The ids of artifacts: made by a host or by Argo, safe as a file name, in a URL and on a command line.
/// </summary>
public static class ArtifactId
{
    /// <summary>The most letters that an id may have.</summary>
    public const int MaxLength = 128;

    /// <summary>
    /// A new id that sorts by the time it was made: the prefix, <c>_</c>, and a UUIDv7 in hex.
    /// </summary>
    /// <param name="prefix">Says what the id is of, such as <c>plan</c>.</param>
    public static string New(string prefix) => $"{prefix}_{Guid.CreateVersion7():n}";

    /// <summary>Why a text cannot be an id; null when it can.</summary>
    public static string? WhyNot(string? id) =>
        string.IsNullOrEmpty(id) ? "must not be empty"
        : id.Length > MaxLength ? $"must have at most {MaxLength} letters"
        : !char.IsAsciiLetterOrDigit(id[0]) || !id.All(IsAllowed)
            ? "must begin with a letter or digit and go on with letters, digits, '-', '_' or '.' only"
        : null;

    private static bool IsAllowed(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';
}
