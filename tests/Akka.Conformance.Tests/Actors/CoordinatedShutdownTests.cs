using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Conformance.Tests.Actors;

public sealed class CoordinatedShutdownTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Phases_should_run_in_order_and_actors_stop_in_the_last()
    {
        var system = ActorSystem.Create("phases");
        var log = new ConcurrentQueue<string>();
        system.ActorOf(Scripted.Props(a => a.OnPostStop = () => log.Enqueue("actor")));
        var shutdown = CoordinatedShutdown.Get(system);
        foreach (
            var phase in new[]
            {
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
                CoordinatedShutdown.PhaseServiceStop,
                CoordinatedShutdown.PhaseBeforeServiceUnbind,
            })
            shutdown.AddTask(phase, phase, () => Note(log, phase));
        await system.Terminate().WaitAsync(Long);
        Assert.Equal(
            ["before-service-unbind", "service-stop", "before-actor-system-terminate", "actor"],
            log);
        Assert.IsType<CoordinatedShutdown.ActorSystemTerminateReason>(shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Tasks_of_a_phase_should_run_side_by_side()
    {
        var system = ActorSystem.Create("parallel");
        var shutdown = CoordinatedShutdown.Get(system);
        var (one, two) = (new TaskCompletionSource(), new TaskCompletionSource());
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "one", () => Meet(one, two));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "two", () => Meet(two, one));
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Long);
        Assert.True(one.Task.IsCompletedSuccessfully && two.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Failing_task_should_not_stop_the_shutdown()
    {
        var system = ActorSystem.Create("failing");
        var ran = false;
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceUnbind,
            "bad",
            () => Task.FromException<Done>(new InvalidOperationException()));
        shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceStop,
            "good",
            () =>
            {
                ran = true;
                return Task.FromResult(Done.Instance);
            });
        await system.Terminate().WaitAsync(Long);
        Assert.True(ran);
    }

    [Fact]
    public async Task Run_should_happen_once_and_end_the_system()
    {
        var system = ActorSystem.Create("once");
        var runs = 0;
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceStop,
            "count",
            () =>
            {
                Interlocked.Increment(ref runs);
                return Task.FromResult(Done.Instance);
            });
        await Task.WhenAll(
                shutdown.Run(CoordinatedShutdown.UnknownReason.Instance),
                shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance))
            .WaitAsync(Long);
        await system.WhenTerminated.WaitAsync(Long);
        Assert.Equal(1, runs);
        Assert.IsType<CoordinatedShutdown.UnknownReason>(shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Run_from_a_phase_should_skip_the_earlier_ones()
    {
        var system = ActorSystem.Create("from");
        var log = new ConcurrentQueue<string>();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "early", () => Note(log, "early"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "late", () => Note(log, "late"));
        await shutdown
            .Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceStop)
            .WaitAsync(Long);
        Assert.Equal(["late"], log);
    }

    [Fact]
    public void Unknown_phase_should_be_refused()
    {
        using var system = ActorSystem.Create("unknown");
        Assert.Throws<ConfigurationException>(() =>
            CoordinatedShutdown
                .Get(system)
                .AddTask("no-such-phase", "x", () => Task.FromResult(Done.Instance)));
    }

    [Fact]
    public async Task Tasks_should_still_be_able_to_ask_actors()
    {
        var system = ActorSystem.Create("asking");
        var echo = system.ActorOf(Scripted.Props(a => a.On<string>(s => a.Sender.Tell(s))));
        string? answer = null;
        CoordinatedShutdown
            .Get(system)
            .AddTask(
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
                "ask",
                async () =>
                {
                    answer = await echo.Ask<string>("x", Long);
                    return Done.Instance;
                });
        await system.Terminate().WaitAsync(Long);
        Assert.Equal("x", answer);
    }

    private static Task<Done> Note(ConcurrentQueue<string> log, string what)
    {
        log.Enqueue(what);
        return Task.FromResult(Done.Instance);
    }

    private static async Task<Done> Meet(TaskCompletionSource me, TaskCompletionSource other)
    {
        me.SetResult();
        await other.Task;
        return Done.Instance;
    }
}
