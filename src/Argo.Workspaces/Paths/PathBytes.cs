using System.Text;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.Paths;

/// <summary>A relative path, or one name, as the kernel takes it: checked bytes that end in NUL.</summary>
/// <remarks>
/// Bytes, because names on disk need not be UTF-8 and two different ones may decode to the same text; checked
/// for NUL, because a string cut at one names something else.
/// </remarks>
internal readonly struct PathBytes
{
    /// <summary>The longest part that Linux file systems take, in bytes.</summary>
    public const int MaxNameBytes = 255;

    /// <summary>The longest path that one call takes, in bytes, without its NUL.</summary>
    public const int MaxPathBytes = 4095;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly byte[] _terminated;

    private PathBytes(ReadOnlySpan<byte> bytes)
    {
        _terminated = new byte[bytes.Length + 1];
        bytes.CopyTo(_terminated);
    }

    /// <summary>Nothing: the handle itself.</summary>
    public static PathBytes Itself { get; } = new([]);

    /// <summary>The bytes, without the NUL.</summary>
    public ReadOnlySpan<byte> Span => _terminated.AsSpan(0, _terminated.Length - 1);

    /// <summary>The bytes, without the NUL.</summary>
    public ReadOnlyMemory<byte> Memory => _terminated.AsMemory(0, _terminated.Length - 1);

    /// <summary>The bytes with their NUL, for the kernel.</summary>
    public ReadOnlySpan<byte> Terminated => _terminated;

    /// <summary>Whether it is the handle itself.</summary>
    public bool IsItself => _terminated.Length == 1;

    /// <summary>The path above the last part; <see cref="Itself"/> for a single name.</summary>
    public PathBytes Parent =>
        Span.LastIndexOf((byte)'/') is var slash and >= 0 ? new(Span[..slash]) : Itself;

    /// <summary>The last part.</summary>
    public PathBytes Leaf => new(Span[(Span.LastIndexOf((byte)'/') + 1)..]);

    /// <summary>The first part.</summary>
    public PathBytes First => Span.IndexOf((byte)'/') is var slash and >= 0 ? new(Span[..slash]) : this;

    /// <summary>A path from an artifact: relative to the root, parts separated by <c>/</c>.</summary>
    /// <exception cref="WorkspaceException">
    /// Refused: absolute, empty parts, <c>.</c>, <c>..</c>, NUL, too long.
    /// </exception>
    public static PathBytes Of(string path)
    {
        if (path.Length == 0)
            return Itself;
        byte[] bytes;
        try
        {
            bytes = Strict.GetBytes(path);
        }
        catch (EncoderFallbackException)
        {
            throw Refused(path, "it has half a surrogate pair, which no file name can hold");
        }
        return Of(bytes, path);
    }

    /// <summary>
    /// A path as found on disk, parts separated by <c>/</c>; it may be longer than one call takes.
    /// </summary>
    public static PathBytes OfEntry(ReadOnlySpan<byte> path) => CheckParts(path, Text(path), int.MaxValue);

    /// <summary>One name as found on disk.</summary>
    public static PathBytes OfName(ReadOnlySpan<byte> name) =>
        name.Contains((byte)'/') ? throw Refused(Text(name), "a name holds no '/'") : Of(name, Text(name));

    /// <summary>One name that this code made up.</summary>
    public static PathBytes OfName(string name) => OfName(Strict.GetBytes(name));

    /// <summary>Bytes as a person can read them; not UTF-8 shows as replacement characters.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>As a person can read it.</summary>
    public override string ToString() => Text(Span);

    private static PathBytes Of(ReadOnlySpan<byte> bytes, string shown) =>
        CheckParts(bytes, shown, MaxPathBytes);

    private static PathBytes CheckParts(ReadOnlySpan<byte> bytes, string shown, int limit)
    {
        if (bytes.Length > limit)
            throw Refused(shown, $"it has {bytes.Length} bytes; {limit} is the limit");
        if (bytes.Contains((byte)0))
            throw Refused(shown.Replace("\0", "\\0", StringComparison.Ordinal), "it holds a NUL character");
        if (bytes.Length > 0 && bytes[0] == '/')
            throw Refused(shown, "it is absolute");
        foreach (var part in bytes.Split((byte)'/'))
            CheckPart(bytes[part], shown);
        return new(bytes);
    }

    private static void CheckPart(ReadOnlySpan<byte> part, string shown)
    {
        if (part.IsEmpty)
            throw Refused(shown, "it has an empty part (a doubled or trailing '/')");
        if (part.SequenceEqual("."u8) || part.SequenceEqual(".."u8))
            throw Refused(shown, "it has a part '.' or '..'");
        if (part.Length > MaxNameBytes)
            throw Refused(shown, $"a part has {part.Length} bytes; {MaxNameBytes} is the limit");
    }

    private static WorkspaceException Refused(string shown, string why) => new(
        WorkspaceFault.Refused,
        $"The path '{shown}' is refused: {why}. Give a path relative to the workspace, such as 'src/main.c'.",
        shown);
}
