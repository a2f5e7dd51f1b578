using Argo.Crash.Tests.Scenes;
using Xunit.Abstractions;

namespace Argo.Crash.Tests.PowerLoss;

/// <summary>
/// Rung 4: the power fails. Workspace and data directory on one real file system, with foreign flushes.
/// </summary>
public sealed class PowerLossTests(ITestOutputHelper output)
{
    private static readonly int PowerCuts = Samples.Count(small: 3, ci: 14, all: 500);

    [BlockLogFact("ext4")]
    public Task A_power_loss_on_ext4_should_leave_the_tree_before_or_after() => CutAllAsync("ext4");

    [BlockLogFact("xfs")]
    public Task A_power_loss_on_xfs_should_leave_the_tree_before_or_after() => CutAllAsync("xfs");

    [BlockLogFact("btrfs")]
    public Task A_power_loss_on_btrfs_should_leave_the_tree_before_or_after() => CutAllAsync("btrfs");

    private async Task CutAllAsync(string fileSystem)
    {
        var cases = new CaseRunner(output, $"rung 4, power loss on {fileSystem}");
        (Func<LoggedDisk, Scene, bool, Task<LoggedExecution>> Tell, bool DataApart)[] stories =
        [
            (LoggedExecution.OfSuccessAsync, false), (LoggedExecution.OfRecoveryAsync, false),
            (LoggedExecution.OfSuccessAsync, true), (LoggedExecution.OfRecoveryAsync, true),
        ];
        var twoAtOnce = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        await Parallel.ForEachAsync(
            stories,
            twoAtOnce,
            async (one, _) => await CutOneAsync(fileSystem, one.Tell, one.DataApart, cases));
        cases.Close((2 * PowerCuts) + (2 * (PowerCuts / 3)));
    }

    /// <summary>
    /// With the data directory apart, on a disk that stays as it is, only cuts after the end was told make
    /// sense. Nobody else flushes then: nothing but Argo's own barrier can have made the tree durable.
    /// </summary>
    private static async Task CutOneAsync(
        string fileSystem, Func<LoggedDisk, Scene, bool, Task<LoggedExecution>> tell, bool dataApart,
        CaseRunner cases)
    {
        using var outer = new TempPlace();
        using var disk = new LoggedDisk(outer.Path, fileSystem);
        using var scene = await Scene.MakeAsync(disk.At, dataApart);
        var logged = await tell(disk, scene, !dataApart);
        disk.SwitchOff();
        using var log = new BlockLog(disk.Log);
        using var crashImages = new CrashImages(outer.Path, log, logged.Start, LoggedDisk.SizeOf(fileSystem));
        var powerCuts = dataApart
            ? PowerCut.DrawAfterTold(logged, PowerCuts / 3, new Random(Samples.Seed))
            : PowerCut.Draw(logged, PowerCuts, new Random(Samples.Seed));
        await cases.ForEachAsync(powerCuts, powerCut =>
            FindDamageAsync(crashImages.Make(powerCut), disk.At, scene, logged, powerCut, cases), atOnce: 1);
    }

    private static async Task<List<string>> FindDamageAsync(
        string image, string at, Scene scene, LoggedExecution logged, PowerCut powerCut, CaseRunner cases)
    {
        Shell.Run("mount", "-o", "loop", image, at);
        try
        {
            (await scene.RecoverAsync()).Need(0, "recover");
            cases.Count(await scene.StateAsync());
            return await scene.FindLiesAsync(powerCut.At >= logged.Told ? logged.ToldState : null);
        }
        finally
        {
            Shell.Unmount(at);
        }
    }
}
