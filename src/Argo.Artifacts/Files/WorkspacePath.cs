using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Argo.Artifacts.Files;

/// <summary>
/// The form of the paths in a plan: relative to the workspace, parts separated by <c>/</c>.
/// </summary>
/// <remarks>
/// It says nothing of what is on disk: links and mounts on the way are found when the path is opened.
/// </remarks>
public static class WorkspacePath
{
    /// <summary>The most bytes of one part, in UTF-8.</summary>
    public const int MaxPartBytes = 255;

    /// <summary>The most bytes of a whole path, in UTF-8.</summary>
    public const int MaxBytes = 4095;

    /// <summary>The directory in the workspace's root where Argo keeps its own files.</summary>
    public const string Vault = ".argo";

    /// <summary>Why a path cannot be acted on, with the remedy; null when its form is right.</summary>
    public static string? WhyNot(string path) =>
        WhyNotRelative(path) ?? (IsVault(path) ? "is Argo's own directory .argo; choose another path" : null);

    /// <summary>As <see cref="WhyNot"/>, for a path that is not in a workspace.</summary>
    internal static string? WhyNotRelative(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            return "must not be empty; name a file or directory in the workspace";
        if (path[0] == '/' || IsDrive(path))
            return "must be relative to the workspace; remove what leads to it";
        if (path.Contains('\\', StringComparison.Ordinal))
            return "must not contain a backslash; separate its parts by '/'";
        if (path[^1] == '/')
            return "must not end with '/'; remove it";
        if (path.Contains('\0', StringComparison.Ordinal))
            return "must not contain a NUL character; remove it";
        return path.Split('/').Select(WhyNotPart).FirstOrDefault(problem => problem is not null)
            ?? WhyNotLength(path);
    }

    private static string? WhyNotPart(string part) => part switch
    {
        "" => "must not have an empty part; write single slashes",
        "." => "must not have '.' as a part; remove it",
        ".." => "must not have '..' as a part; write the path from the workspace's root",
        _ when !IsUnicode(part) => "must be valid Unicode; it has half of a surrogate pair",
        _ when Encoding.UTF8.GetByteCount(part) > MaxPartBytes =>
            $"must not have a part longer than {MaxPartBytes} bytes; shorten it",
        _ => null,
    };

    private static string? WhyNotLength(string path) =>
        Encoding.UTF8.GetByteCount(path) > MaxBytes
            ? $"must not be longer than {MaxBytes} bytes; shorten it"
            : null;

    private static bool IsDrive(string path) =>
        path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]);

    private static bool IsUnicode(string part)
    {
        var room = new byte[Encoding.UTF8.GetMaxByteCount(part.Length)];
        return Utf8.FromUtf16(
            part, room, out _, out _, replaceInvalidSequences: false) is System.Buffers.OperationStatus.Done;
    }

    /// <remarks>File systems that fold case may also skip letters that cannot be seen.</remarks>
    private static bool IsVault(string path)
    {
        var first = path.Split('/')[0];
        return string.Concat(first.Where(letter => !IsInvisible(letter))).Equals(
            Vault, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsInvisible(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.Format
            || letter is '\u034F' or >= '\uFE00' and <= '\uFE0F';
}
