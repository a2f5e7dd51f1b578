using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

public sealed class DigestCacheTests : IDisposable
{
    private readonly TempTree _tree = new TempTree().Put("a", "bytes");
    private readonly LaterTime _time = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void An_unchanged_file_is_read_once_for_any_number_of_simulations()
    {
        var options = new SimulatorOptions { Time = _time };
        using var disk = new WatchedTree(_tree.Root);
        var (first, second) = (Query(disk, options), Query(disk, options));

        Assert.Equal(DryRuns.Sha("bytes"), first.Witness.Single().Fingerprint.Sha256);
        Assert.Equal(first.Witness.Single(), second.Witness.Single());
        Assert.Single(disk.Opened);
    }

    [Fact]
    public void A_change_of_any_time_or_size_makes_it_be_read_again()
    {
        var options = new SimulatorOptions { Time = _time };
        using var disk = new WatchedTree(_tree.Root);
        Query(disk, options);
        var times = File.GetLastWriteTimeUtc(_tree.At("a"));
        File.WriteAllText(_tree.At("a"), "BYTES");
        File.SetLastWriteTimeUtc(_tree.At("a"), times); // size and mtime as before: the ctime tells

        Assert.Equal(DryRuns.Sha("BYTES"), Query(disk, options).Witness.Single().Fingerprint.Sha256);
    }

    [Fact]
    public void What_was_changed_just_now_is_not_remembered()
    {
        var options = new SimulatorOptions { Time = new LaterTime { By = TimeSpan.Zero } };
        File.SetLastWriteTimeUtc(_tree.At("a"), DateTime.UtcNow.AddMinutes(1));
        using var disk = new WatchedTree(_tree.Root);
        Query(disk, options);
        Query(disk, options);

        Assert.Equal(2, disk.Opened.Count);
    }

    [Fact]
    public void A_full_cache_forgets_and_goes_on()
    {
        var cache = new MemoryDigestCache(capacity: 2);
        var keys = Enumerable.Range(0, 3).Select(n => new FileIdentity((ulong)n, 0, 0, 0, 0)).ToArray();
        foreach (var key in keys)
            cache.Put(key, "sha");

        Assert.Null(cache.Find(keys[0]));
        Assert.Equal("sha", cache.Find(keys[2]));
    }

    private static DryRunExecutionReport Query(WatchedTree disk, SimulatorOptions options) =>
        new Simulator(options)
            .Simulate(
                Some.Plan(Some.Query("a")), new SimulationRequest { WorkspaceRoot = disk.RootPath }, disk);

    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan By { get; init; } = TimeSpan.FromMinutes(1);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
