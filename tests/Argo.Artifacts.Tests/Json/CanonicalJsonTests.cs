using System.Globalization;
using System.Text;
using System.Text.Json;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Tests.Json;

/// <summary>RFC 8785's own examples (sections 3.2.2 to 3.2.4 and appendix B).</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void Canonical_should_be_the_rfc_s_example()
    {
        const string Input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string Output =
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""";
        Assert.Equal(Output, Of(Input));
    }

    [Fact]
    public void Canonical_should_order_members_by_utf16_units()
    {
        const string Input = """
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
             "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
            """;
        using var document = JsonDocument.Parse(CanonicalJson.Of(Encoding.UTF8.GetBytes(Input)));
        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
             "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            document.RootElement.EnumerateObject().Select(member => member.Value.GetString()));
    }

    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Canonical_should_write_the_rfc_s_numbers(string bits, string expected)
    {
        var value = BitConverter.UInt64BitsToDouble(
            ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal(expected, Of(value.ToString("E16", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("7fffffffffffffff")]
    [InlineData("7ff0000000000000")]
    public void Canonical_should_refuse_what_is_not_finite(string bits) =>
        Assert.Throws<ArgumentException>(() =>
        {
            Span<byte> room = stackalloc byte[EcmaNumber.MaxLength];
            EcmaNumber.Format(
                BitConverter.UInt64BitsToDouble(
                    ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)), room);
        });

    [Fact]
    public void Canonical_numbers_should_read_back_as_they_were()
    {
        var random = new Random(8785);
        Span<byte> room = stackalloc byte[EcmaNumber.MaxLength];
        for (var round = 0; round < 20_000; round++)
        {
            var value =
                BitConverter.UInt64BitsToDouble((ulong)random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value))
                continue;
            var text = Encoding.ASCII.GetString(room[..EcmaNumber.Format(value, room)]);
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1""")]
    public void Canonical_should_refuse_what_has_no_one_form(string input) =>
        Assert.ThrowsAny<JsonException>(() => Of(input));

    [Fact]
    public void Canonical_should_refuse_a_text_that_is_not_utf8()
    {
        byte[] input = [(byte)'"', (byte)'a', 0xC3, (byte)'"'];
        Assert.Throws<ArgumentException>(() => CanonicalJson.Of(input));
    }

    [Theory]
    [InlineData("""{"b":[],"a":{}}""", """{"a":{},"b":[]}""")]
    [InlineData("""  [ 1.0 , -0, "\u001f\u007f/<é" ] """, "[1,0,\"\\u001f\u007f/<é\"]")]
    [InlineData("""["A/é😀","\u0041\/\u00e9\ud83d\ude00"]""", """["A/é😀","A/é😀"]""")]
    public void Canonical_should_leave_nothing_to_choice(string input, string expected) =>
        Assert.Equal(expected, Of(input));

    private static string Of(string json) =>
        Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));
}
