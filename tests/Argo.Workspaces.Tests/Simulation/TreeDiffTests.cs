using Argo.Artifacts.Reports;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class TreeDiffTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_change_of_text_is_a_unified_diff()
    {
        _tree.Put("a", string.Concat(Enumerable.Range(1, 12).Select(n => $"line {n}\n")));
        var report = _tree.DryRun(Some.Modify("a", "line 6\n", "six\n"));

        Assert.Equal(
            "--- a/a\n+++ b/a\n@@ -3,7 +3,7 @@\n line 3\n line 4\n line 5\n"
            + "-line 6\n+six\n line 7\n line 8\n line 9\n",
            report.Diff);
    }

    [Fact]
    public void Far_changes_are_hunks_of_their_own_and_near_ones_share_one()
    {
        _tree.Put("a", string.Concat(Enumerable.Range(1, 40).Select(n => $"{n:00}\n")));
        var diff = _tree.DryRun(Some.Modify("a", "02", "x"), Some.Modify("a", "05", "y"),
            Some.Modify("a", "35", "z")).Diff;

        Assert.Equal(["@@ -1,8 +1,8 @@", "@@ -32,7 +32,7 @@"],
            diff.Split('\n').Where(line => line.StartsWith("@@", StringComparison.Ordinal)));
    }

    [Fact]
    public void New_and_deleted_files_are_shown_whole()
    {
        _tree.Put("old", "gone");
        var diff = _tree.DryRun(Some.Delete("old"), Some.Write("new", "here\n", "0600")).Diff;

        Assert.Equal(
            "--- /dev/null\n+++ b/new\nnew: a file of 5 bytes, mode 0600\n@@ -0,0 +1 @@\n+here\n"
            + "--- a/old\n+++ /dev/null\ndeleted: a file of 4 bytes, mode 0644\n@@ -1 +0,0 @@\n-gone\n"
            + "\\ No newline at end of file\n",
            diff);
    }

    [Fact]
    public void Binary_and_large_files_are_shown_by_size_and_digest()
    {
        _tree.Put("binary", "\0").Put("large", new string('x', 2_000));
        var options = new SimulatorOptions { Limits = new() { DiffedFileBytes = 1_000 } };
        var diff = _tree.DryRun(Some.Plan(Some.Write("binary", "text"), Some.Write("large", "small")),
            options).Diff;

        Assert.Contains($"1 byte, SHA-256 {DryRuns.Sha("\0")} -> 4 bytes, SHA-256 {DryRuns.Sha("text")}",
            diff);
        Assert.Contains("2000 bytes, SHA-256", diff);
        Assert.DoesNotContain("xxx", diff);
    }

    [Fact]
    public void A_renamed_file_is_shown_as_renamed_with_its_edits()
    {
        _tree.Put("a", "1\n2\n").Put("d/x", "1");
        var diff = _tree.DryRun(Some.Move("a", "b"), Some.Modify("b", "2", "3"), Some.Move("d", "e")).Diff;

        Assert.Equal(
            "rename from a\nrename to b\n--- a/a\n+++ b/b\n@@ -1,2 +1,2 @@\n 1\n-2\n+3\n"
            + "rename from d\nrename to e\ne\n",
            diff);
    }

    [Fact]
    public void A_deleted_directory_lists_what_was_in_it()
    {
        _tree.Put("d/x", "123").Put("d/y/z", "4");
        var diff = _tree.DryRun(Some.Delete("d", recursive: true)).Diff;

        Assert.Contains("deleted: a directory, mode 0755\n  with x: a file of 3 bytes, mode 0644\n", diff);
        Assert.Contains("  with y/z: a file of 1 byte, mode 0644\n", diff);
    }

    [Fact]
    public void What_is_made_and_removed_again_is_no_difference() =>
        Assert.Equal("", _tree.DryRun(Some.Write("a", "1"), Some.Delete("a")).Diff);

    [Fact]
    public void Past_the_limit_paths_are_counted()
    {
        var options = new SimulatorOptions { Limits = new() { DiffCharacters = 100 } };
        var steps = Enumerable.Range(0, 10).Select(n => Some.Write($"f{n}", new string('x', 90))).ToArray();
        Assert.EndsWith("... and 9 more paths, left out for length\n",
            _tree.DryRun(Some.Plan(steps), options).Diff);
    }

    [Fact]
    public void A_mode_that_changes_is_said()
    {
        _tree.Put("a", "1");
        Assert.Contains("mode 0644 becomes 0600", _tree.DryRun(Some.Chmod("a", "0600")).Diff);
    }
}
