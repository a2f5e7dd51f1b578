using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class PredictionTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_new_file_gets_its_bytes_and_the_mode_of_the_umask_or_the_plan()
    {
        var report = _tree.DryRun(Some.Write("a", "héllo"), Some.Write("b", "x", "0600"),
            Some.Directory("d"), Some.Create("e"));

        Assert.Equal(AFile("héllo", Octal.Of(0b110_110_110 & ~ProcessUmask.Value), 6), report.Predicted("a"));
        Assert.Equal(AFile("x", "0600", 1), report.Predicted("b"));
        Assert.Equal(
            new Fingerprint { Kind = EntryKind.Directory,
                Mode = Octal.Of(0b111_111_111 & ~ProcessUmask.Value) },
            report.Predicted("d"));
        Assert.Equal(0, report.Predicted("e").Size);
        Assert.Equal(4, report.TotalPredictedChanges);
    }

    [Fact]
    public void An_overwrite_keeps_the_mode_but_no_set_id_bit()
    {
        _tree.Put("plain", "1", "0640").Put("suid", "1", "4755");
        var report = _tree.DryRun(Some.Write("plain", "2"), Some.Write("suid", "2"));

        Assert.Equal("0640", report.Predicted("plain").Mode);
        Assert.Equal("0755", report.Predicted("suid").Mode);
        Assert.Equal(SafetyLevel.Risky, report.HighestRiskDetected);
    }

    [Fact]
    public void Parents_are_made_only_when_asked_for_and_each_is_a_change_of_its_own()
    {
        var step = _tree.DryRun(Some.Write("a/b/c.txt", "1", parents: true)).Step(1);

        Assert.Equal(["a", "a/b", "a/b/c.txt"], step.AffectedResources.AsEnumerable());
        Assert.Equal(EntryKind.Directory, step.PredictedAfter["a/b"].Kind);
        Assert.Equal("makes directories 'a', 'a/b'; creates 'a/b/c.txt' with 1 byte",
            step.PredictedStateChange);
    }

    [Fact]
    public void Base64_gives_any_bytes()
    {
        var write = Some.Step(ActionType.Write, "a",
            new() { ContentBase64 = Convert.ToBase64String([0, 255, 1]) });
        Assert.Equal(3, _tree.DryRun(write).Predicted("a").Size);
    }

    [Fact]
    public void Appending_as_a_Python_plan_does_keeps_what_is_there()
    {
        _tree.Put("log", "one\n", "0600");
        var report = _tree.DryRun(Some.Write("log", "two\n", "a"), Some.Write("log", "three\n", "a"),
            Some.Write("new", "1", "a"));

        Assert.Equal(AFile("one\ntwo\nthree\n", "0600", 14), report.Predicted("log"));
        Assert.Equal(DryRuns.Sha("1"), report.Predicted("new").Sha256);
    }

    [Fact]
    public void An_edit_touches_nothing_else_and_keeps_mark_and_line_endings()
    {
        _tree.Put("crlf", "\uFEFFone\r\ntwo\r\n", "0600");
        var modify = Some.Step(ActionType.Modify, "crlf", new()
        {
            Edits = [new() { Find = "one\ntwo", Replace = "1\n2" }],
            Prepend = "zero\n",
            Append = "three\n",
        });

        Assert.Equal(DryRuns.Sha("\uFEFFzero\r\n1\r\n2\r\nthree\r\n"),
            _tree.DryRun(modify).Predicted("crlf").Sha256);
    }

    [Fact]
    public void A_text_that_is_not_utf8_is_not_edited()
    {
        File.WriteAllBytes(_tree.At("latin"), [0x66, 0xFC, 0x72]);
        Assert.Contains("not UTF-8 text", _tree.DryRun(Some.Modify("latin", "f", "g")).BlockingReason);
    }

    [Fact]
    public void A_move_takes_the_object_along_and_leaves_nothing()
    {
        _tree.Put("a", "1", "0751").Put("d/x/y", "2").Put("old", "3");
        var report = _tree.DryRun(Some.Move("a", "old", overwrite: true), Some.Move("d", "e"),
            Some.Read("e/x/y"), Some.Query("d/x/y"));

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        Assert.Equal(Fingerprint.Absent, report.Predicted("a"));
        Assert.Equal(AFile("1", "0751", 1), report.Predicted("old"));
        Assert.Contains("'e/x/y' is a file of 1 byte", report.Step(3).PreconditionDetails);
        Assert.Contains("'d/x/y' is nothing", report.Step(4).PreconditionDetails);
    }

    [Fact]
    public void A_copy_of_a_directory_is_every_entry_of_it()
    {
        _tree.Put("d/x", "1", "0600").Put("d/y/z", "2");
        var step = _tree.DryRun(Some.Copy("d", "e")).Step(1);

        Assert.Equal(["e", "e/x", "e/y", "e/y/z"], step.AffectedResources.AsEnumerable());
        Assert.Equal(AFile("1", "0600", 1), step.PredictedAfter["e/x"]);
        Assert.Equal("copies 'd' to 'e': 2 files, 2 bytes", step.PredictedStateChange);
    }

    [Fact]
    public void A_delete_says_how_much_goes()
    {
        _tree.Put("d/x", "123").Put("d/y/z", "4").Link("d/l", "x");
        var step = _tree.DryRun(Some.Delete("d", recursive: true)).Step(1);

        Assert.Equal(Fingerprint.Absent, step.PredictedAfter["d"]);
        Assert.Equal("deletes the directory 'd' with 4 entries below it, 4 bytes", step.PredictedStateChange);
        Assert.Equal(SafetyLevel.Critical, step.RiskLevel);
        Assert.True(step is { RollbackExists: true, RollbackCoherent: true, RollbackFeasible: true });
    }

    [Fact]
    public void A_delete_of_a_link_leaves_its_target()
    {
        _tree.Put("file", "1").Link("link", "file");
        var report = _tree.DryRun(Some.Delete("link"), Some.Read("file"));

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        Assert.Equal(Fingerprint.Absent, report.Predicted("link"));
    }

    [Fact]
    public void The_risk_is_the_higher_of_the_plans_and_argos()
    {
        _tree.Put("a", "1");
        var report = _tree.DryRun(Some.Read("a") with { SafetyLevel = SafetyLevel.Risky },
            Some.Chmod("a", "0600"));

        Assert.Equal(SafetyLevel.Risky, report.Step(1).RiskLevel);
        Assert.Equal(SafetyLevel.Cautious, report.Step(2).RiskLevel);
    }

    private static Fingerprint AFile(string text, string mode, long size) =>
        new() { Kind = EntryKind.File, Size = size, Mode = mode, Sha256 = DryRuns.Sha(text) };
}
