using System.Diagnostics;
using System.Globalization;
using Argo.Hosting.Tests.Doubles;
using Argo.TestSupport;
using Xunit.Abstractions;

namespace Argo.Hosting.Tests.Properties;

/// <summary>
/// Random trees, random plans, random faults, a random stranger: the disk is as before or as promised, the
/// result says
/// which, the record verifies, and nothing is left in the vault that nobody needs.
/// </summary>
public sealed class TruthTests(ITestOutputHelper output)
{
    private const int CasesAHost = 25;
    private readonly SortedDictionary<string, int> _ends = new(StringComparer.Ordinal);

    /// <summary>Set ARGO_SEED to the number in a failure's message to run that case again.</summary>
    [Fact]
    public async Task The_disk_should_be_what_the_result_says_whatever_goes_wrong()
    {
        var replay = Environment.GetEnvironmentVariable("ARGO_SEED");
        var first = replay is not null ? int.Parse(replay, CultureInfo.InvariantCulture)
            : Samples.AreAll ? Random.Shared.Next() : 20261122;
        var cases = replay is not null ? 1 : Samples.Count(small: 120, ci: 300, all: 5_000);
        var (began, bad) = (Stopwatch.GetTimestamp(), new List<string>());
        for (var done = 0; done < cases;)
        {
            await using var argo = await HostedArgo.StartAsync(hasFailpoints: true);
            for (var here = 0; here < CasesAHost && done < cases; here++, done++)
            {
                var play = new RandomCaseCheck(argo, first + done);
                bad.AddRange((await play.RunAsync()).Select(lie =>
                    $"ARGO_SEED={first + done} {play}: {lie}"));
                Count(play.Ended);
                if (play.HostIsDead)
                    here = CasesAHost;
            }
        }
        var ends = string.Join(", ", _ends.Select(pair => $"{pair.Value} {pair.Key}"));
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"differential: {cases} cases, {bad.Count} lies, "
            + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s, seed {first}; {ends}");
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("ARGO_CRASH_REPORT") is { Length: > 0 } report)
            await File.AppendAllTextAsync(report, line + "\n");
        Assert.True(bad.Count == 0, $"{line}\n{string.Join("\n", bad.Take(20))}");
        Assert.True(replay is not null || _ends.Count > 5, $"too few kinds of endings were met: {line}");
    }

    private void Count(string end) => _ends[end] = _ends.GetValueOrDefault(end) + 1;
}
