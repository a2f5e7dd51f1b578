using Argo.Actors.Supervision;

namespace Argo.Actors.Tests.Supervision;

public sealed class PathClaimTests
{
    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", "a/b", true)]
    [InlineData("a/b/c", "a", true)]
    [InlineData("a/b", "a/bc", false)]
    [InlineData("a/b", "a/c", false)]
    public void Two_writers_should_overlap_on_a_path_or_what_is_above_or_below_it(
        string one, string other, bool overlap) =>
        Assert.Equal(overlap, new PathClaim("/w", [one], []).Overlaps(new PathClaim("/w", [other], [])));

    [Fact]
    public void A_reader_should_overlap_with_a_writer_both_ways()
    {
        var (reader, writer) = (new PathClaim("/w", [], ["a/b"]), new PathClaim("/w", ["a"], []));
        Assert.True(reader.Overlaps(writer));
        Assert.True(writer.Overlaps(reader));
    }

    [Fact]
    public void Two_readers_should_not_overlap() =>
        Assert.False(new PathClaim("/w", [], ["a"]).Overlaps(new PathClaim("/w", [], ["a"])));

    [Fact]
    public void The_same_path_of_two_workspaces_should_not_overlap() =>
        Assert.False(new PathClaim("/v", ["a"], []).Overlaps(new PathClaim("/w", ["a"], [])));
}
