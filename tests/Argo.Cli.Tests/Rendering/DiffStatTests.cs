using Argo.Cli.Rendering;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Rendering;

/// <summary>How much changes, in place of the diff.</summary>
public sealed class DiffStatTests
{
    private const string Diff =
        """
        --- a/notes.txt
        +++ b/notes.txt
        mode 0644 becomes 0600
        @@ -1,3 +1,4 @@
         same
        --- looks like a header
        +++ looks like one too
        +new
         same
        @@ -9 +10,0 @@
        -gone
        --- /dev/null
        +++ b/made.txt
        new: a file of 2 bytes, mode 0644
        @@ -0,0 +1 @@
        +x
        --- a/old.bin
        +++ /dev/null
        deleted: a file of 9 bytes, mode 0644
        bytes (binary or large): 9 bytes, SHA-256 00 -> nothing
        d
        new: a directory, mode 0755

        """;

    [Fact]
    public void Each_file_should_be_one_line_and_nothing_but_lines_left_out() => Assert.Equal(
        [
            "notes.txt: mode 0644 becomes 0600",
            "notes.txt: +2 -2",
            "made.txt: new: a file of 2 bytes, mode 0644",
            "made.txt: +1 -0",
            "old.bin: deleted: a file of 9 bytes, mode 0644",
            "old.bin: bytes (binary or large): 9 bytes, SHA-256 00 -> nothing",
            "old.bin: d",
            "old.bin: new: a directory, mode 0755",
            "+3 -2 lines in all",
        ],
        DiffStat.Of(Diff));

    [Fact]
    public async Task Stat_should_take_the_place_of_the_diff_wherever_it_is_shown()
    {
        using var inProcessCli = new InProcessCli();
        foreach (var words in (string[][])[["dry-run", inProcessCli.Plan],
            ["run", inProcessCli.Plan, "--yes"]])
        {
            var result = await inProcessCli.ArgoAsync([.. words, "--stat"]);
            Assert.Contains("a.txt: +1 -1\n+1 -1 lines in all", result.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("+new", result.Out, StringComparison.Ordinal);
            Assert.Contains("+new", (await inProcessCli.ArgoAsync(words)).Out, StringComparison.Ordinal);
        }
    }
}
