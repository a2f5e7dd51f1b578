using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>
/// What rung 5 has done so far, over all its classes; a line for each attack and one for all.
/// </summary>
internal static class AttackReport
{
    private static readonly ConcurrentDictionary<string, int> Totals = [];
    private static readonly ConcurrentDictionary<(int Attack, string Verb, string Phase), byte> Cells = [];

    public static bool IsSoak => Samples.AreAll;

    public static void Count(int attack, string verb, string phase, string how)
    {
        Cells.TryAdd((attack, verb, phase), 0);
        Totals.AddOrUpdate(how, 1, (_, count) => count + 1);
    }

    public static string Summary()
    {
        var cells = Cells.Keys;
        var how = string.Join(", ", Totals.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Value} {pair.Key}"));
        return $"rung 5, so far: {cells.Select(c => c.Attack).Distinct().Count()} attacks x "
            + $"{cells.Select(c => c.Verb).Distinct().Count()} verbs x "
            + $"{cells.Select(c => c.Phase).Distinct().Count()} phases ({cells.Count} cells): {how}";
    }

    public static void Report(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("ARGO_CRASH_REPORT") is { Length: > 0 } report)
        {
            lock (Totals)
                File.AppendAllText(report, line + "\n");
        }
    }
}
