using System.Diagnostics;

namespace Argo.Crash.Tests.Scenes;

/// <summary>The machine's own tools.</summary>
internal static class Shell
{
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static string Run(string program, params string[] words)
    {
        var (exit, said) = Try(program, words);
        return exit == 0
            ? said
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', words)}: exit {exit}: {said}");
    }

    public static (int Exit, string Said) Try(string program, params string[] words)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" 2>&1", "sh", program, .. words])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program} did not start");
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said.Trim());
    }

    /// <summary>
    /// Unmounts; whoever still has something open there has half a minute to close it, and is named after
    /// that.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is still in use.</exception>
    public static void Unmount(string at) => Run(
        "sh",
        "-c",
        """
        for turn in $(seq 300); do
          said=$(umount "$0" 2>&1) && exit 0
          sleep 0.1
        done
        echo "$said"; fuser -vm "$0"; exit 1
        """,
        at);

    public static bool Has(string program) => Try("sh", "-c", $"command -v {program}").Exit == 0;
}
