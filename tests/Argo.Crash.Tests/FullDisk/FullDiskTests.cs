using Argo.Crash.Tests.Scenes;
using Xunit.Abstractions;

namespace Argo.Crash.Tests.FullDisk;

/// <summary>Rung 6: the disk is full, its flushes fail, or the file system is shut down in mid-run.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private static readonly int[] KilobytesLeft =
        [0, 4, 8, 12, 16, 24, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 512, 768, 1024];

    [MountFact]
    public async Task No_room_at_any_moment_should_end_truthfully_with_the_tree_before_or_after()
    {
        var cases = new CaseRunner(output, "rung 6, room left");
        await cases.ForEachAsync(Samples.Draw(KilobytesLeft, 2, 7), async kilobytes =>
        {
            using var outer = new TempPlace();
            using var disk = new SmallDisk(outer);
            using var scene = await Scene.MakeAsync(disk.Place);
            disk.FillBut(kilobytes * 1024);
            return await EndAsync(scene, disk.Relieve, cases);
        });
        cases.Close(Samples.Count(2, 7, 7));
    }

    [MountFact]
    public async Task No_inodes_at_any_moment_should_end_truthfully_with_the_tree_before_or_after()
    {
        var cases = new CaseRunner(output, "rung 6, inodes left");
        await cases.ForEachAsync(Samples.Draw([.. Enumerable.Range(0, 30)], 1, 5), async inodes =>
        {
            using var outer = new TempPlace();
            using var disk = new SmallDisk(outer, "size=8m,nr_inodes=90");
            using var scene = await Scene.MakeAsync(disk.Place);
            disk.TakeInodesBut(inodes);
            return await EndAsync(scene, disk.Relieve, cases);
        });
        cases.Close(Samples.Count(1, 5, 5));
    }

    /// <summary>
    /// A disk image in a tmpfs that is full: what the file system wrote fails when it is flushed.
    /// </summary>
    [MountFact]
    public async Task A_failing_flush_should_end_truthfully_with_the_tree_before_or_after()
    {
        var cases = new CaseRunner(output, "rung 6, failing flush");
        var all = from kilobytes in KilobytesLeft
                  from dataApart in (bool[])[false, true]
                  select (kilobytes, dataApart);
        await cases.ForEachAsync(Samples.Draw([.. all], 1, 8), async one =>
        {
            using var outer = new TempPlace();
            using var tmpfs = new SmallDisk(outer, "size=40m");
            using var disk = new LoopDisk(Path.Combine(tmpfs.Place, "image"), "ext4", "96M", outer.At("m"));
            using var scene = await Scene.MakeAsync(disk.At, one.dataApart);
            Shell.Run("sync", "-f", disk.At);
            tmpfs.FillBut(one.kilobytes * 1024);
            return await EndAsync(scene, () => { tmpfs.Relieve(); disk.Remount(); }, cases);
        });
        cases.Close(Samples.Count(1, 8, 8));
    }

    [MountFact("xfs_io")]
    public async Task A_file_system_shut_down_in_mid_run_should_end_truthfully_with_the_tree_before_or_after()
    {
        var cases = new CaseRunner(output, "rung 6, shutdown");
        string[] points = ["commit.prepared.before", "commit.prepared.after", "commit.completed.before",
            "commit.completed.after"];
        var all = from fileSystem in (string[])["ext4", "xfs"]
                  from point in (FailpointHit[])
                  [
                      .. points.Select(name => new FailpointHit(name, 1)),
                      .. Enumerable.Range(1, 12).Select(nth => new FailpointHit("swap.rename.before", nth)),
                      .. Enumerable.Range(1, 2).Select(nth => new FailpointHit("flush.syncfs.before", nth)),
                      .. Enumerable.Range(1, 2).Select(nth => new FailpointHit("flush.syncfs.after", nth)),
                  ]
                  from dataApart in (bool[])[false, true]
                  select (fileSystem, point, dataApart);
        await cases.ForEachAsync(Samples.Draw([.. all], 1, 8), async pair =>
        {
            using var outer = new TempPlace();
            using var disk = new LoopDisk(outer.At("image"), pair.fileSystem, "320M", outer.At("m"));
            using var scene = await Scene.MakeAsync(disk.At, pair.dataApart);
            Shell.Run("sync", "-f", disk.At);
            var process = scene.StartExecuting(Fault.StopAt(pair.point));
            await ProcessStop.WaitAsync(process);
            Shell.Run("xfs_io", "-x", "-c", "shutdown", disk.At);
            Shell.Run("kill", "-CONT", $"{process.Id}");
            var end = await ArgoProcess.EndOfAsync(process);
            cases.Count($"exit {end.Exit}");
            disk.Remount();
            return await FindLiesAsync(scene, end, null, cases);
        });
        cases.Close(Samples.Count(1, 8, 8));
    }

    private static async Task<List<string>> EndAsync(Scene scene, Action relieve, CaseRunner cases)
    {
        var end = await scene.ExecuteAsync();
        cases.Count($"exit {end.Exit}");
        return await FindLiesAsync(scene, end, relieve, cases);
    }

    private static async Task<List<string>> FindLiesAsync(Scene scene, ProcessResult end, Action? relieve,
        CaseRunner cases)
    {
        var lies = await EndCheck.FindLiesAsync(scene, end, relieve);
        cases.Count(await scene.StateAsync());
        return [.. lies.Select(lie => $"{lie} [{end}]")];
    }
}
