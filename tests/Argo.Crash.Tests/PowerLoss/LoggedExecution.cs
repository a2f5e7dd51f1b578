using System.Diagnostics;
using Argo.Crash.Tests.Scenes;

namespace Argo.Crash.Tests.PowerLoss;

/// <summary>What happened on a logged disk, and where in the log.</summary>
/// <param name="Start">Entries before the execution began.</param>
/// <param name="Middle">
/// Entries when it became interesting: before PREPARED, or when the program was killed.
/// </param>
/// <param name="Told">Entries when the program had told its end.</param>
/// <param name="End">Entries when the power is cut at the latest.</param>
/// <param name="ToldState">The end that it told.</param>
internal sealed record LoggedExecution(int Start, int Middle, int Told, int End, string ToldState)
{
    /// <summary>The plan is executed to its end.</summary>
    public static Task<LoggedExecution> OfSuccessAsync(LoggedDisk disk, Scene scene, bool isNoisy) =>
        TellAsync(
        disk, scene, isNoisy, new FailpointHit("commit.prepared.before", 1), "completed", async process =>
        {
            Shell.Run("kill", "-CONT", $"{process.Id}");
            (await ArgoProcess.EndOfAsync(process)).Need(0, "execute");
        });

    /// <summary>
    /// The program is killed in mid-swap, and its work undone by the next. What is half done reaches the
    /// disk in between: only the undo's own barrier takes it back from there.
    /// </summary>
    public static Task<LoggedExecution> OfRecoveryAsync(LoggedDisk disk, Scene scene, bool isNoisy) =>
        TellAsync(
        disk, scene, isNoisy, new FailpointHit("swap.rename.before", 12), "rolled_back", async process =>
        {
            process.Kill();
            (await ArgoProcess.EndOfAsync(process)).Need(ArgoProcess.Killed, "execute");
            Shell.Run("sync", "-f", disk.At);
            (await scene.RecoverAsync()).Need(0, "recover");
        });

    private static async Task<LoggedExecution> TellAsync(
        LoggedDisk disk, Scene scene, bool isNoisy, FailpointHit middle, string state,
        Func<Process, Task> goOn)
    {
        Shell.Run("sync", "-f", disk.At);
        var start = disk.Count();
        using var backgroundWriter = isNoisy ? new BackgroundWriter(Path.Combine(disk.At, "noise")) : null;
        var process = scene.StartExecuting(Fault.StopAt(middle));
        await ProcessStop.WaitAsync(process);
        var stopped = disk.Count();
        await goOn(process);
        var told = disk.Count();
        Shell.Run("sync", "-f", disk.At);
        return new LoggedExecution(start, stopped, told, disk.Count(), state);
    }
}
