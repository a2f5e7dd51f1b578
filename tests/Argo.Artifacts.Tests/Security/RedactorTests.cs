using System.Text.Json;
using Argo.Artifacts.Security;

namespace Argo.Artifacts.Tests.Security;

public sealed class RedactorTests
{
    private static readonly Redactor WellKnown = new(Redactor.WellKnown);

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("github_pat_0123456789abcdefghijAB_x")]
    [InlineData("glpat-0123456789abcdefghij")]
    [InlineData("xoxb-123456789012-abcdef")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabcd\n-----END RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\n")]
    public void Keys_and_tokens_of_a_known_form_should_be_taken_out(string secret)
    {
        var redacted = WellKnown.Redact($"before {secret}");
        Assert.StartsWith("before [secret ", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[^5..], redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_secrets_should_still_be_told_apart_and_one_be_known_again()
    {
        var redactor = new Redactor(["pw=[0-9]+"]);
        Assert.Equal(redactor.Redact("pw=1"), redactor.Redact("pw=1"));
        Assert.NotEqual(redactor.Redact("pw=1"), redactor.Redact("pw=2"));
    }

    [Fact]
    public void Every_text_of_a_json_value_should_be_redacted_and_nothing_else_changed()
    {
        var json = JsonElement.Parse("""{"a": ["pw=1", 2.50, null, {"pw=7": true}], "b": "\u0070w=3"}""");
        var text = new Redactor(["pw=[0-9]"]).Redact(json).GetRawText();
        Assert.DoesNotContain("pw=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("w=3", text, StringComparison.Ordinal);
        Assert.Contains("2.50,null", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ordinary_text_should_stay_the_very_text()
    {
        const string text = "edits 'config/app.json': 12 bytes before, 14 after";
        Assert.Same(text, WellKnown.Redact(text));
    }

    [Theory]
    [InlineData("(", "'('")]
    [InlineData("(?<=a)b", "'(?<=a)b'")]
    [InlineData(@"(a)\1", @"'(a)\1'")]
    public void A_pattern_that_cannot_be_used_should_be_quoted(string pattern, string quoted) =>
        Assert.Contains(
            quoted, Assert.Throws<ArgumentException>(
                () => new Redactor(["a", pattern])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_that_matches_nothing_should_do_no_harm() =>
        Assert.Equal("abc", new Redactor(["x*"]).Redact("abc"));
}
