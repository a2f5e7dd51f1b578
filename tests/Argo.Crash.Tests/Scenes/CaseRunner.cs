using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace Argo.Crash.Tests.Scenes;

/// <summary>
/// Runs cases, two at a time, and counts what came of them; a bad one fails the test when all have run.
/// </summary>
internal sealed class CaseRunner(ITestOutputHelper output, string rung)
{
    private readonly ConcurrentBag<string> _bad = [];
    private readonly ConcurrentDictionary<string, int> _counts = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _cases;

    public void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public void Bad(string what) => _bad.Add(what);

    public Task ForEachAsync<T>(IEnumerable<T> cases, Func<T, Task<List<string>>> run, int atOnce = 2) =>
        Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (one, _) =>
        {
            Interlocked.Increment(ref _cases);
            try
            {
                foreach (var lie in await run(one))
                    _bad.Add($"{one}: {lie}");
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                _bad.Add($"{one}: {error.Message}");
            }
        });

    public void Close(int atLeast)
    {
        var counts = string.Join(", ", _counts.OrderBy(pair => pair.Key).Select(pair =>
            $"{pair.Value} {pair.Key}"));
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var line = $"{rung}: {_cases} cases, {_bad.Count} bad, {seconds:F0} s, seed {Samples.Seed}; {counts}";
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("ARGO_CRASH_REPORT") is { Length: > 0 } report)
            File.AppendAllText(report, line + "\n");
        Assert.True(_bad.IsEmpty, $"{line}\n{string.Join("\n", _bad.Take(20))}");
        Assert.True(_cases >= atLeast, $"only {_cases} cases ran, and {atLeast} were expected: {line}");
    }
}
