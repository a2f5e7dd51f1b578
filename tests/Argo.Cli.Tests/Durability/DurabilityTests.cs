using System.Diagnostics;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Durability;

/// <summary>
/// An event of the journal is on the disk before its writer hears of it.
/// </summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [StraceFact]
    public async Task The_log_of_the_store_should_be_flushed_before_an_event_is_said_to_be_journaled()
    {
        var (points, trace) = (Path.Combine(_cli.Outside, "points"), Path.Combine(_cli.Outside, "trace"));
        var start = _cli.Start("run", _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n"))), "--yes");
        start.Environment[FailpointSwitch.LogVariable] = points;
        (await CliProcessFixture.RunAsync(Traced(start, trace))).Exited(ExitCode.Done);

        var calls = await File.ReadAllLinesAsync(trace);
        foreach (var commit in (string[])["commit.prepared", "commit.completed"])
        {
            var (before, after) = (Said(calls, commit + ".before"), Said(calls, commit + ".after"));
            Assert.Contains(calls[before..after], call =>
                call.Contains("sync(", StringComparison.Ordinal)
                && call.Contains("argo.db-wal>", StringComparison.Ordinal));
        }
    }

    /// <summary>Where the program has passed a point: it writes the name into the log of points.</summary>
    private static int Said(string[] calls, string point)
    {
        var at = Array.FindIndex(calls, call => call.Contains($"\"{point}\\n\"", StringComparison.Ordinal));
        Assert.True(at >= 0, $"{point} was not passed: {string.Join('\n', calls.Take(50))}");
        return at;
    }

    private static ProcessStartInfo Traced(ProcessStartInfo start, string trace)
    {
        string[] words =
        [
            "--default-signal=INT", "strace", "-f", "-qq", "-y", "-o", trace,
            "-e", "trace=fdatasync,fsync,pwrite64,write", .. start.ArgumentList.Skip(1),
        ];
        start.ArgumentList.Clear();
        Array.ForEach(words, start.ArgumentList.Add);
        return start;
    }
}
