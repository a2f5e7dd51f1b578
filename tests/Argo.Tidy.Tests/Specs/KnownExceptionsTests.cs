using Argo.Tidy.Tests.Reading;
using Argo.Tidy.Tests.Rules;

namespace Argo.Tidy.Tests.Specs;

public sealed class KnownExceptionsTests
{
    private const string Stale = "no longer needed, delete the line: sleep src/";

    private static readonly SourceTree TwoSleeps =
        Snippet.TreeOf(("src/A.cs", "Thread.Sleep(1);\nThread.Sleep(2);"));

    [Fact]
    public void A_new_violation_should_be_told_with_its_line_and_the_rule() => Assert.Equal(
        [
            "src/A.cs:1: nothing sleeps; wait for the event itself, with a deadline (Thread.Sleep) [sleep]",
            "src/A.cs:2: nothing sleeps; wait for the event itself, with a deadline (Thread.Sleep) [sleep]",
        ],
        Complaints("", ""));

    [Fact]
    public void Exceptions_that_are_needed_should_be_accepted()
    {
        Assert.Empty(Complaints("sleep src/A.cs 2", ""));
        Assert.Empty(Complaints("", "sleep src/A.cs the kernel has no event for it"));
    }

    [Fact]
    public void More_violations_than_known_should_all_be_told() =>
        Assert.Equal(2, Complaints("sleep src/A.cs 1", "").Count());

    [Fact]
    public void An_exception_that_is_too_large_should_shrink() => Assert.Equal(
        [$"ratchet.txt: {Stale}A.cs 3; write instead: sleep src/A.cs 2"],
        Complaints("sleep src/A.cs 3", ""));

    [Fact]
    public void Exceptions_that_are_no_longer_needed_should_be_deleted()
    {
        Assert.Contains($"ratchet.txt: {Stale}B.cs 1", Complaints("sleep src/B.cs 1", ""));
        Assert.Contains($"allowed.txt: {Stale}B.cs a reason", Complaints("", "sleep src/B.cs a reason"));
    }

    [Fact]
    public void A_line_without_a_count_or_reason_should_be_refused() =>
        Assert.Throws<FormatException>(() => Complaints("", "sleep src/A.cs"));

    private static IEnumerable<string> Complaints(string ratchet, string allowed) =>
        new KnownExceptions($"# comment\n{ratchet}\n", allowed)
            .Complaints(AllRules.Named("sleep"), TwoSleeps);
}
