using Argo.Cli.Input;

namespace Argo.Cli.Tests.Programs;

public sealed class WordTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("2h", 7200)]
    [InlineData("365d", 31536000)]
    public void A_duration_should_be_a_number_and_a_unit(string word, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Read(word));

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("0s")]
    [InlineData("1.5h")]
    [InlineData("366d")]
    [InlineData("99999999999d")]
    [InlineData("15 m")]
    public void Anything_else_should_be_no_duration(string word) => Assert.Null(Durations.Read(word));
}
