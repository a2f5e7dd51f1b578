using Argo.Crash.Tests.Scenes;
using Xunit.Abstractions;

namespace Argo.Crash.Tests.PowerLoss;

/// <summary>
/// Rung 4: the power fails. Workspace and data directory on one real file system, with foreign flushes.
/// </summary>
public sealed class PowerLossTests(ITestOutputHelper output)
{
    private const int InCi = 14;
    private const int InSoak = 500;

    [BlockLogFact("ext4")]
    public Task A_power_loss_on_ext4_should_leave_the_tree_before_or_after() => CutAllAsync("ext4");

    [BlockLogFact("xfs")]
    public Task A_power_loss_on_xfs_should_leave_the_tree_before_or_after() => CutAllAsync("xfs");

    [BlockLogFact("btrfs")]
    public Task A_power_loss_on_btrfs_should_leave_the_tree_before_or_after() => CutAllAsync("btrfs");

    private async Task CutAllAsync(string fileSystem)
    {
        var tally = new Tally(output, $"rung 4, power loss on {fileSystem}");
        (Func<LoggedDisk, Scene, bool, Task<Story>> Tell, bool DataApart)[] stories =
        [
            (Story.OfSuccessAsync, false), (Story.OfRecoveryAsync, false),
            (Story.OfSuccessAsync, true), (Story.OfRecoveryAsync, true),
        ];
        var twoAtOnce = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        await Parallel.ForEachAsync(
            stories,
            twoAtOnce,
            async (one, _) => await CutOneAsync(fileSystem, one.Tell, one.DataApart, tally));
        tally.Close((2 * InCi) + (2 * (InCi / 3)));
    }

    /// <summary>
    /// With the data directory apart, on a disk that stays as it is, only cuts after the end was told make
    /// sense. Nobody else flushes then: nothing but Argo's own barrier can have made the tree durable.
    /// </summary>
    private static async Task CutOneAsync(
        string fileSystem, Func<LoggedDisk, Scene, bool, Task<Story>> tell, bool dataApart, Tally tally)
    {
        using var outer = new TempPlace();
        using var disk = new LoggedDisk(outer.Path, fileSystem);
        using var scene = await Scene.MakeAsync(disk.At, dataApart);
        var story = await tell(disk, scene, !dataApart);
        disk.SwitchOff();
        using var log = new BlockLog(disk.Log);
        using var images = new Images(outer.Path, log, story.Start, LoggedDisk.SizeOf(fileSystem));
        var count = Soak.IsOn ? InSoak : InCi;
        var cuts = dataApart
            ? Cut.DrawAfterTold(story, count / 3, new Random(Soak.Seed))
            : Cut.Draw(story, count, new Random(Soak.Seed));
        await tally.ForEachAsync(cuts, cut =>
            FindDamageAsync(images.Make(cut), disk.At, scene, story, cut, tally), atOnce: 1);
    }

    private static async Task<List<string>> FindDamageAsync(
        string image, string at, Scene scene, Story story, Cut cut, Tally tally)
    {
        Shell.Run("mount", "-o", "loop", image, at);
        try
        {
            (await scene.RecoverAsync()).Need(0, "recover");
            tally.Count(await scene.StateAsync());
            return await scene.FindLiesAsync(cut.At >= story.Told ? story.ToldState : null);
        }
        finally
        {
            Shell.Unmount(at);
        }
    }
}
