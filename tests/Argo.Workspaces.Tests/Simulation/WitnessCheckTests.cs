using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class WitnessCheckTests : IDisposable
{
    private readonly TempTree _tree = new TempTree().Put("a", "before").Put("d/x", "1").Put("d/y/z", "2")
        .Link("l", "a");
    private readonly DryRunExecutionReport _report;

    public WitnessCheckTests() => _report = _tree.DryRun(
        Some.Write("a", "after"), Some.Write("new", "1"), Some.Query("l"), Some.Delete("d", recursive: true));

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void An_untouched_tree_has_not_drifted() => Assert.Empty(Drifts());

    [Fact]
    public void Touching_a_file_is_no_drift_but_changing_its_bytes_is()
    {
        File.SetLastWriteTimeUtc(_tree.At("a"), DateTime.UnixEpoch);
        Assert.Empty(Drifts());

        File.WriteAllText(_tree.At("a"), "BEFORE");
        File.SetLastWriteTimeUtc(_tree.At("a"), DateTime.UnixEpoch);
        var drift = Assert.Single(Drifts());
        Assert.Equal("a", drift.Path);
        Assert.Contains(DryRuns.Sha("before")[..12], drift.Expected);
        Assert.Contains(DryRuns.Sha("BEFORE")[..12], drift.Found);
    }

    [Fact]
    public void A_file_replaced_by_an_equal_one_has_not_drifted()
    {
        File.Delete(_tree.At("a"));
        _tree.Put("a", "before");
        Assert.Empty(Drifts());
    }

    public static TheoryData<string, string, string> Changes => new()
    {
        { "a", "chmod 0600 a", "mode 0600" },
        { "a", "rm a", "nothing" },
        { "new", "touch new", "a file of 0 bytes" },
        { "new", "ln -s /etc new", "a symbolic link to '/etc'" },
        { "l", "ln -sfn d l", "a symbolic link to 'd'" },
        { "d", "touch d/y/more", "a directory with a new entry 'y/more'" },
        { "d", "rm d/x", "a directory without 'x'" },
        { "d", "echo other > d/y/z", "a directory in which 'y/z' was changed" },
        { "d", "chmod 0600 d/x", "a directory in which 'x' was changed" },
        { "d", "mv d e && mkdir d", "another directory" },
        { "d", "rm -r d", "nothing" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_kind_of_drift_is_listed_with_what_was_expected_and_what_is_there(string path,
        string command, string found)
    {
        TempTree.Run("sh", "-c", $"cd '{_tree.Root}' && {command}");

        var drift = Assert.Single(Drifts());
        Assert.Equal(path, drift.Path);
        Assert.Contains(found, drift.Found);
    }

    [Fact]
    public void A_link_put_in_the_way_is_a_drift_and_not_followed()
    {
        var report = _tree.DryRun(Some.Read("d/x"));
        TempTree.Run("sh", "-c", $"cd '{_tree.Root}' && mv d elsewhere && ln -s elsewhere d");
        using var disk = ConfinedRoot.Open(_tree.Root);

        Assert.Equal("d/x", Assert.Single(new WitnessCheck(disk, new()).Compare(report)).Path);
    }

    [Fact]
    public void An_unchanged_identity_is_not_read_again_but_a_recent_one_is()
    {
        using var disk = new WatchedTree(_tree.Root);
        var witness = _report.Witness.Single(entry => entry.Path == "a");
        var check = new WitnessCheck(disk, new());
        var changed = DateTimeOffset.UnixEpoch.AddTicks(witness.Identity!.CtimeNs / 100);

        Assert.Null(check.Compare(witness, began: changed.AddSeconds(1)));
        Assert.Empty(disk.Opened);
        Assert.Null(check.Compare(witness, began: changed.AddMilliseconds(10)));
        Assert.Equal(["a"], disk.Opened);
    }

    [Fact]
    public void A_file_past_the_digested_size_is_compared_by_identity()
    {
        var options = new SimulatorOptions { Limits = new() { DigestedFileBytes = 3, DiffedFileBytes = 3 } };
        var report = _tree.DryRun(Some.Plan(Some.Delete("a")), options);
        using var disk = ConfinedRoot.Open(_tree.Root);

        Assert.Null(report.Witness.Single().Fingerprint.Sha256);
        Assert.Empty(new WitnessCheck(disk, options).Compare(report));
        File.WriteAllText(_tree.At("a"), "BEFORE");
        Assert.Contains("changed since",
            Assert.Single(new WitnessCheck(disk, options).Compare(report)).Found);
    }

    private ImmutableArray<Drift> Drifts() =>
        new Simulator().FindDrift(_report, _tree.Root);
}
