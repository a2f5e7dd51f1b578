using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Specs;

public sealed class BlankerTests
{
    [Theory]
    [InlineData("a(); // b", "a();")]
    [InlineData("a(); /* b\nb */ c();", "a();\n c();")]
    [InlineData("a(\"b \\\" b\", c);", "a(, c);")]
    [InlineData("a(@\"b \"\" b\\\", c);", "a(, c);")]
    [InlineData("a('\"', '\\'', '{', c);", "a(, , , c);")]
    [InlineData("a($\"b {c} {{b}} {d[\"b\"]}\", e);", "a(c d[], e);")]
    [InlineData("a($@\"b \"\" {c(new { D = 1 })} b\");", "a(c(new { D = 1 }) );")]
    [InlineData("a(\"\", c);", "a(, c);")]
    [InlineData("a(\"\"\"b \" \"\" b\"\"\", c);", "a(, c);")]
    [InlineData("a(\"\"\"\"b \"\"\" b\"\"\"\", c);", "a(, c);")]
    public void Blanker_should_leave_the_code(string text, string code)
    {
        var blanked = new Blanker(text).Code;
        Assert.Equal(text.Length, blanked.Length);
        Assert.Equal(WithoutSpaces(code), WithoutSpaces(blanked));
    }

    [Fact]
    public void Blanker_should_know_the_lines_of_raw_strings() =>
        Assert.Equal([2, 3, 4], new Blanker("a();\nb(\"\"\"\n  c\n  \"\"\");\nd();").RawStringLines.Order());

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
