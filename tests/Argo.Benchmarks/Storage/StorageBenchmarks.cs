using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Argo.Actors.Rollback.Journal;
using Argo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argo.Benchmarks.Storage;

/// <summary>
/// The journal beside the floor of the same disk, measured in turns: each round is a ratio, and the median
/// counts.
/// </summary>
internal sealed class StorageBenchmarks(ActorSystem system, Floor floor)
{
    private const int Rounds = 7;
    private const int Writers = 200;

    private int _actors;

    internal static async Task<int> RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("argo-benchmark-").FullName;
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(new());
            builder.Services.AddArgo(options => options.DataDirectory = directory);
            using var host = builder.Build();
            await host.StartAsync();
            var payload = new ArgoEventSerializer(null!).ToBinary(Writer.Fact);
            using var floor = new Floor(Path.Combine(directory, "floor.db"), payload);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Akka.Persistence.Sql, SQLite, {Environment.ProcessorCount} processors, "
                + $"median of {Rounds} rounds"));
            var system = host.Services.GetRequiredService<ActorSystem>();
            await new StorageBenchmarks(system, floor).MeasureAsync();
            await host.StopAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task MeasureAsync()
    {
        Console.WriteLine($"{"", -44}{"here", 12}{"floor", 12}{"ratio", 8}{"aim", 8}");
        await ReportAsync("one actor, one event at a time, events/s", 0.85, () => OneByOneAsync(1, 500));
        await ReportAsync(
            $"{Writers} actors, one at a time each, events/s", 8, () => OneByOneAsync(Writers, 20));
        await ReportAsync("PersistAll of 1,000, events/s", null, AllAtOnceAsync);
        await ReportAsync("create and recover an empty actor, actors/s", null, RecoverAsync);
    }

    private async Task ReportAsync(string name, double? aim, Func<Task<double>> measure)
    {
        await measure(); // warms up
        floor.Measure(200);
        var rounds = new List<(double Here, double Floor)>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = floor.Measure(300);
            var here = await measure();
            rounds.Add((here, (before + floor.Measure(300)) / 2));
        }

        var (median, beside) = rounds.OrderBy(round => round.Here / round.Floor).ElementAt(Rounds / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-44}{median,12:N0}{beside,12:N0}{median / beside,8:N2}{aim,8:N2}"));
    }

    private async Task<double> OneByOneAsync(int actors, int events)
    {
        var writers = await StartAsync(actors);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(writers.Select(writer =>
        {
            var done = Signal();
            writer.Tell(new Writer.OneByOne(events, done));
            return done.Task;
        }));
        return await RateAsync(actors * events, start, writers);
    }

    private async Task<double> AllAtOnceAsync()
    {
        const int Events = 1_000;
        var writers = await StartAsync(1);
        var done = Signal();
        var start = Stopwatch.GetTimestamp();
        writers[0].Tell(new Writer.AllAtOnce(Events, done));
        await done.Task;
        return await RateAsync(Events, start, writers);
    }

    private async Task<double> RecoverAsync()
    {
        const int Actors = 200;
        var start = Stopwatch.GetTimestamp();
        var writers = new List<IActorRef>();
        for (var i = 0; i < Actors; i++)
            writers.AddRange(await StartAsync(1)); // one after the other
        return await RateAsync(Actors, start, [.. writers]);
    }

    private async Task<IActorRef[]> StartAsync(int actors)
    {
        var started = Enumerable.Range(0, actors).Select(_ =>
        {
            var recovered = Signal();
            var id = string.Create(CultureInfo.InvariantCulture, $"writer-{++_actors}");
            return (Actor: system.ActorOf(Props.Create(() => new Writer(id, recovered))), recovered.Task);
        }).ToArray();
        await Task.WhenAll(started.Select(one => one.Task));
        return [.. started.Select(one => one.Actor)];
    }

    private async Task<double> RateAsync(int count, long start, IActorRef[] used)
    {
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var gone = Array.ConvertAll(used, actor => actor.WatchAsync());
        Array.ForEach(used, system.Stop);
        await Task.WhenAll(gone);
        return count / seconds;
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
