using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Specs;

/// <summary>A file that breaks a rule at a line, and the same file as it should be.</summary>
internal sealed record Snippet(string Rule, string Path, int Line, string Bad, string Good)
{
    public static SourceTree TreeOf(params (string Path, string Text)[] files) =>
        new([.. files.Select(file => new SourceFile(file.Path, file.Text, file.Text.Length))]);
}
