using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Rules;

/// <summary>How large a file, a line and a method may be.</summary>
internal static class SizeRules
{
    private const int FileLines = 300;
    private const int LineColumns = 110;
    private const int MethodLines = 40;
    private const int FileBytes = 200_000;

    public static Rule FileLength { get; } = Rule.OfFiles(
        "file-length",
        $"a source file has at most {FileLines} lines; split it by what its parts do",
        file => file.IsCode && file.IsUnder("src/"),
        file => file.Lines.Count > FileLines
            ? [new(file.Path, FileLines + 1, $"{file.Lines.Count} lines")]
            : []);

    public static Rule LineLength { get; } = Rule.OfFiles(
        "line-length",
        $"a line has at most {LineColumns} columns, unless it is a raw string or holds a URL; break it",
        file => file.IsCode && (file.IsUnder("src/") || file.IsUnder("tests/")),
        LongLines);

    public static Rule MethodLength { get; } = Rule.OfFiles(
        "method-length",
        $"a method has at most {MethodLines} lines; name its parts",
        file => file.IsCode && file.IsUnder("src/"),
        file => new Outline(file).Methods.Where(method => method.Length > MethodLines)
            .Select(method => new Finding(file.Path, method.Line, $"{method.Length} lines")));

    public static Rule LargeFile { get; } = Rule.OfFiles(
        "large-file",
        $"a file in the tree has at most {FileBytes / 1000} kB; generate or fetch it instead",
        file => file.Bytes > FileBytes,
        file => [new(file.Path, 1, $"{file.Bytes / 1000} kB")]);

    private static IEnumerable<Finding> LongLines(SourceFile file) =>
        from numbered in file.Lines.Index()
        let line = numbered.Item
        where line.Length > LineColumns
            && !line.Contains("://", StringComparison.Ordinal)
            && !file.RawStringLines.Contains(numbered.Index + 1)
        select new Finding(file.Path, numbered.Index + 1, $"{line.Length} columns");
}
