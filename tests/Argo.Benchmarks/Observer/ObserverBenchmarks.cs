using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Argo.Actors.Observation;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;

namespace Argo.Benchmarks.Observer;

/// <summary>
/// What one event costs the observer, in microseconds and bytes allocated, however many there are; and how
/// large a record of ten steps is. Aim: 3 microseconds and 600 bytes an event, 5 KB a record.
/// </summary>
internal static class ObserverBenchmarks
{
    private const int Runs = 7;
    private static readonly int[] Sizes = [100, 10_000, 200_000];

    internal static int Run()
    {
        Console.WriteLine($"median of {Runs} runs{"",-16}{"microseconds",14}{"bytes",8}");
        foreach (var events in Sizes)
        {
            Tell($"{events:N0} events, no details", Measure(events, details: false, redactor: null));
            Tell($"{events:N0} events, 3 details", Measure(events, details: true, redactor: null));
            Tell(
                $"{events:N0} events, 3 details, redacted",
                Measure(events, details: true, new Redactor(Redactor.WellKnown)));
        }

        var size = ArtifactJson.WriteUtf8(Record(steps: 10)).Length;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"a record of 10 steps: {size:N0} bytes of JSON"));
        return 0;
    }

    private static void Tell(string name, (double Microseconds, double Bytes) cost) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-38}{cost.Microseconds,8:N2}{cost.Bytes,10:N0}"));

    private static (double Microseconds, double Bytes) Measure(int events, bool details, Redactor? redactor)
    {
        var repeats = Math.Max(1, 20_000 / events);
        var costs = Enumerable.Range(0, Runs + 1).Select(_ => Once(events, repeats, details, redactor)).Skip(
            1).ToArray();
        return (Median(costs.Select(cost => cost.Microseconds)), Median(costs.Select(cost => cost.Bytes)));
    }

    private static (double Microseconds, double Bytes) Once(
        int events, int repeats, bool details, Redactor? redactor)
    {
        var observers = Enumerable.Range(0, repeats)
            .Select(run => new ExecutionObserver($"exec-{run}", "plan-1", redactor: redactor)).ToArray();
        var said = details ? Details() : (JsonElement?)null;
        var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        foreach (var observer in observers)
        {
            for (var step = 0; step < events / 2; step++)
            {
                observer.RecordStepStarted(step, "write_file src/Argo/Program.cs");
                observer.RecordStepCompleted(step, "write_file src/Argo/Program.cs", said);
            }
        }

        var count = (double)repeats * (events / 2) * 2;
        return (
            Stopwatch.GetElapsedTime(start).TotalMicroseconds / count,
            (GC.GetAllocatedBytesForCurrentThread() - bytes) / count);
    }

    private static ExecutionRecord Record(int steps)
    {
        var observer = new ExecutionObserver("exec-0193", "plan-1");
        for (var step = 0; step < steps; step++)
        {
            observer.RecordStepStarted(step, "write_file notes/today.txt");
            observer.RecordStepCompleted(step, "write_file notes/today.txt");
        }

        observer.MarkCompleted("All 10 step(s) completed and were verified.");
        return observer.GetExecutionRecord("LIVE");
    }

    private static JsonElement Details() => JsonDetails.Of(
        ("precondition", "'src/Argo/Program.cs' is a file of 512 bytes"),
        ("change", "replaces 'src/Argo/Program.cs': 512 bytes before, 498 after"),
        ("verification", "1 path(s) read back and equal to the simulation"));

    private static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
