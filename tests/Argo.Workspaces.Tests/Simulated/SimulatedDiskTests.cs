using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>
/// Rung 1: random plans on simulated disks that fail, lose power and have others write to them, at any call.
/// </summary>
public sealed class SimulatedDiskTests(ITestOutputHelper output)
{
    private const int MaxShown = 20;
    private const int OfMutation = 1_000;
    private const int OfSoakedMutation = 10_000;

    [Fact]
    public void Every_run_should_end_in_the_tree_before_or_after_as_its_journal_says()
    {
        var (bad, line) = Play(SimulatedSeeds.First, SimulatedSeeds.Count, Mutation.None);
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("ARGO_CRASH_REPORT") is { Length: > 0 } report)
            File.AppendAllText(report, line + "\n");
        var shown = bad.OrderBy(one => one.Length).Take(MaxShown);
        Assert.True(bad.IsEmpty, $"{line}\n{string.Join("\n\n", shown)}");
    }

    [Theory]
    [InlineData(Mutation.PreparedLate)]
    [InlineData(Mutation.NoFirstBarrier)]
    [InlineData(Mutation.NoSecondBarrier)]
    [InlineData(Mutation.NoUndoBarrier)]
    [InlineData(Mutation.FlushErrorIgnored)]
    [InlineData(Mutation.NoFence)]
    [InlineData(Mutation.ContentForIdentity)]
    [InlineData(Mutation.CollectEarly)]
    public void A_protocol_that_is_broken_on_purpose_should_be_found(Mutation mutation)
    {
        var count = Math.Min(SimulatedSeeds.Count, SimulatedSeeds.IsSoak ? OfSoakedMutation : OfMutation);
        var (bad, line) = Play(SimulatedSeeds.First, count, mutation);
        output.WriteLine(line);
        Assert.True(SimulatedSeeds.Replayed is not null || !bad.IsEmpty, line);
    }

    private static (ConcurrentBag<string> Bad, string Line) Play(int first, int count, Mutation mutation)
    {
        var bad = new ConcurrentBag<string>();
        var ends = new ConcurrentDictionary<string, int>();
        var start = Stopwatch.GetTimestamp();
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var (problems, end, story) = Scenario.Play(seed, mutation);
            ends.AddOrUpdate(end, 1, (_, known) => known + 1);
            if (problems.Count > 0)
                bad.Add($"ARGO_SEED={seed}\n{string.Join("\n", problems.Distinct())}\n{story}");
        });
        var counts = ends.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}");
        var states = string.Join(", ", counts);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var runs = $"{count} runs from seed {first}, {bad.Count} bad, {seconds:F0} s";
        return (bad, $"rung 1, {mutation}: {runs}; {states}");
    }
}
