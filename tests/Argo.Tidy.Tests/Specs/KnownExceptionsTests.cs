using Argo.Tidy.Tests.Reading;
using Argo.Tidy.Tests.Rules;

namespace Argo.Tidy.Tests.Specs;

public sealed class KnownExceptionsTests
{
    private const string Stale = "no longer needed, delete the line: conditional src/";

    private static readonly SourceTree TwoConditions =
        Snippet.TreeOf(("src/A.cs", "#if A\n#if B"));

    [Fact]
    public void A_new_violation_should_be_told_with_its_line_and_the_rule() => Assert.Equal(
        [
            "src/A.cs:1: no #if: one source serves every build (#if) [conditional]",
            "src/A.cs:2: no #if: one source serves every build (#if) [conditional]",
        ],
        Complaints("", ""));

    [Fact]
    public void Exceptions_that_are_needed_should_be_accepted()
    {
        Assert.Empty(Complaints("conditional src/A.cs 2", ""));
        Assert.Empty(Complaints("", "conditional src/A.cs the kernel has no event for it"));
    }

    [Fact]
    public void More_violations_than_known_should_all_be_told() =>
        Assert.Equal(2, Complaints("conditional src/A.cs 1", "").Count());

    [Fact]
    public void An_exception_that_is_too_large_should_shrink() => Assert.Equal(
        [$"ratchet.txt: {Stale}A.cs 3; write instead: conditional src/A.cs 2"],
        Complaints("conditional src/A.cs 3", ""));

    [Fact]
    public void Exceptions_that_are_no_longer_needed_should_be_deleted()
    {
        Assert.Contains($"ratchet.txt: {Stale}B.cs 1", Complaints("conditional src/B.cs 1", ""));
        Assert.Contains(
            $"allowed.txt: {Stale}B.cs a reason", Complaints("", "conditional src/B.cs a reason"));
    }

    [Fact]
    public void A_line_without_a_count_or_reason_should_be_refused() =>
        Assert.Throws<FormatException>(() => Complaints("", "conditional src/A.cs"));

    private static IEnumerable<string> Complaints(string ratchet, string allowed) =>
        new KnownExceptions($"# comment\n{ratchet}\n", allowed)
            .Complaints(AllRules.Named("conditional"), TwoConditions);
}
