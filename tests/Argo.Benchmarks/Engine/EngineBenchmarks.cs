using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace Argo.Benchmarks.Engine;

/// <summary>
/// The actor engine beside the figures of Akka.NET 1.5.30 (2 cores, medians; under 30 % apart is the same).
/// </summary>
internal static class EngineBenchmarks
{
    private const int Runs = 5;

    internal static async Task<int> RunAsync()
    {
        using var system = ActorSystem.Create("benchmark");
        Console.WriteLine(
            $"{typeof(ActorSystem).Assembly.GetName().Name}, {Environment.ProcessorCount} processors, "
                + $"median of {Runs} runs");
        Console.WriteLine($"{"", -40}{"here", 12}{"Akka.NET", 12}{"ratio", 8}");
        foreach (var measurement in Measurements(system))
        {
            var figure = await measurement.MedianAsync(Runs);
            var ratio = measurement.RatioOf(figure);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{measurement.Name,-40}{figure,12:N2}{measurement.Reference,12:N2}{ratio,8:N2}"
                        + $"  {measurement.Unit}"));
        }

        await system.Terminate();
        return 0;
    }

    private static Measurement[] Measurements(ActorSystem system) =>
    [
        new("tell, thread to actor", "million/s", 13, true, () => Tell(system)),
        new("ping-pong", "million round trips/s", 1.9, true, () => PingPong(system)),
        new("ask with a 5 s timeout", "thousand/s", 556, true, () => Ask(system)),
        new("spawn, reply, stop, Terminated", "thousand/s", 105, true, () => Spawn(system)),
        new("burst of watched children", "thousand/s", 53, true, () => Burst(system)),
        new("process start to first ask", "milliseconds", 260, false, FirstAsk.MeasureAsync),
    ];

    private static async Task<double> Tell(ActorSystem system)
    {
        const int Messages = 5_000_000;
        var done = new TaskCompletionSource();
        var actor = system.ActorOf(Props.Create(() => new Counter(Messages, done)));
        var message = new object();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages; i++)
            actor.Tell(message, ActorRefs.NoSender);
        await done.Task;
        return await Rate(Messages, 1e6, start, system, actor);
    }

    private static async Task<double> PingPong(ActorSystem system)
    {
        const int Rounds = 1_000_000;
        var done = new TaskCompletionSource();
        var pong = system.ActorOf(Props.Create(() => new Echo()));
        var ping = system.ActorOf(Props.Create(() => new Ping(Rounds, done)));
        var start = Stopwatch.GetTimestamp();
        pong.Tell("ball", ping);
        await done.Task;
        return await Rate(Rounds, 1e6, start, system, ping, pong);
    }

    private static async Task<double> Ask(ActorSystem system)
    {
        const int Asks = 200_000;
        var echo = system.ActorOf(Props.Create(() => new Echo()));
        var timeout = TimeSpan.FromSeconds(5);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Asks; i++)
            await echo.Ask<string>("question", timeout);
        return await Rate(Asks, 1e3, start, system, echo);
    }

    private static async Task<double> Spawn(ActorSystem system)
    {
        const int Children = 50_000;
        var done = new TaskCompletionSource();
        var start = Stopwatch.GetTimestamp();
        var parent = system.ActorOf(Props.Create(() => new OneByOne(Children, done)));
        await done.Task;
        return await Rate(Children, 1e3, start, system, parent);
    }

    private static async Task<double> Burst(ActorSystem system)
    {
        const int Children = 20_000;
        var done = new TaskCompletionSource();
        var start = Stopwatch.GetTimestamp();
        var parent = system.ActorOf(Props.Create(() => new AllAtOnce(Children, done)));
        await done.Task;
        return await Rate(Children, 1e3, start, system, parent);
    }

    private static async Task<double> Rate(
        int count,
        double unit,
        long start,
        ActorSystem system,
        params IActorRef[] used)
    {
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var actor in used)
        {
            var gone = actor.WatchAsync();
            system.Stop(actor);
            await gone;
        }

        return count / seconds / unit;
    }
}
