using System.Globalization;
using System.Text;
using Argo.Artifacts.Json;
using Argo.Artifacts.Results;

namespace Argo.Artifacts.Tests.Json;

/// <summary>
/// The canonical form against vectors that another implementation made: Fixtures/Rfc8785/make-vectors.mjs
/// says how.
/// </summary>
public sealed class CanonicalVectorTests
{
    private static readonly string Folder =
        Path.Combine(AppContext.BaseDirectory, "Fixtures", "Rfc8785");

    [Theory]
    [InlineData("powers.txt", 2700)]
    [InlineData("numbers.txt", 4000)]
    public void Numbers_should_have_the_form_that_a_javascript_engine_gives_them(string file, int count)
    {
        var vectors = File.ReadAllLines(Path.Combine(Folder, file));
        Assert.True(vectors.Length > count, $"only {vectors.Length} vectors");
        Assert.Equal(vectors, vectors.Select(line => $"{line[..16]} {Format(line[..16])}"));
    }

    [Fact]
    public void Documents_should_have_the_form_that_a_javascript_engine_gives_them()
    {
        var lines = File.ReadAllText(Path.Combine(Folder, "documents.txt")).Split('\n');
        Assert.True(lines.Length > 600, $"only {lines.Length} lines");
        for (var at = 0; at + 1 < lines.Length; at += 2)
            Assert.Equal(lines[at + 1], Canonical(lines[at]));
    }

    [Theory]
    [InlineData("3e60000000000000", "2.9802322387695312e-8")]
    [InlineData("be60000000000000", "-2.9802322387695312e-8")]
    [InlineData("0410000000000000", "4.1045368012983762e-289")]
    public void A_power_of_two_should_be_the_number_that_reads_back_as_it(string bits, string expected)
    {
        Assert.Equal(expected, Format(bits));
        Assert.Equal(ValueOf(bits), double.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("43307fffffffffff", "4644337115725823")] // whole: no digit is dropped
    [InlineData("4370000000000001", "72057594037927950")] // ...952 exactly; ...950 is the shortest
    [InlineData("3ec0000000000000", "0.0000019073486328125")]
    [InlineData("3ef2c00000000000", "0.000017881393432617188")] // ...171875 exactly
    [InlineData("3f23900000000000", "0.00014925003051757812")] // ...578125 exactly
    public void Digits_should_be_the_closest_of_the_shortest_and_the_even_one_of_two(
        string bits, string expected) =>
        Assert.Equal(expected, Format(bits));

    [Theory]
    [InlineData("2.980232238769531e-8")]
    [InlineData("4.104536801298376e-289")]
    public void What_an_earlier_version_wrote_should_be_canonical_still(string written) =>
        Assert.Equal(written, Canonical(written));

    [Fact]
    public void An_artifact_s_file_should_say_the_number_that_it_holds()
    {
        var step = Some.Result.StepsExecuted[0] with { DurationMs = ValueOf("3e60000000000000") };
        var file = ArtifactJson.Write(Some.Result with { StepsExecuted = [step] });
        Assert.Contains("\"duration_ms\":2.9802322387695312e-8", file, StringComparison.Ordinal);
    }

    private static string Canonical(string json) =>
        Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));

    private static double ValueOf(string bits) =>
        BitConverter.UInt64BitsToDouble(
            ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static string Format(string bits)
    {
        Span<byte> room = stackalloc byte[EcmaNumber.MaxLength];
        return Encoding.ASCII.GetString(room[..EcmaNumber.Format(ValueOf(bits), room)]);
    }
}
