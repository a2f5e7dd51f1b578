namespace Argo.Tidy.Tests.Reading;

/// <summary>A file as text; <see cref="Code"/> is the same with comments and literals blanked.</summary>
internal sealed class SourceFile(string path, string text, long bytes)
{
    private readonly Lazy<Blanker> _blanked = new(() => new Blanker(text));
    private readonly Lazy<string[]> _lines =
        new(() => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));

    /// <summary>Relative to the root, parts separated by <c>/</c>.</summary>
    public string Path { get; } = path;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Text { get; } = text;

    public long Bytes { get; } = bytes;

    public string Code => _blanked.Value.Code;

    public IReadOnlySet<int> RawStringLines => _blanked.Value.RawStringLines;

    public IReadOnlyList<string> Lines => _lines.Value;

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsUnder(string folder) => Path.StartsWith(folder, StringComparison.Ordinal);

    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;
}
