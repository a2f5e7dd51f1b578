using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Persistence;

namespace Akka.Conformance.Tests.Load;

/// <summary>Bounded load: nothing is lost, reordered or kept. No case looks at the time it takes.</summary>
/// <remarks>Alone, after the others: it fills the pool that all systems of the process share.</remarks>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LoadTests() : ConformanceTest(Engine.Setup)
{
    private const string Name = "load";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Million_messages_through_ten_thousand_actors_should_all_arrive_in_order()
    {
        const int Actors = 10_000;
        const int Senders = 4;
        const int Rounds = 25;
        var outOfOrder = 0;
        var done = new CountdownEvent(Actors);
        var actors = Enumerable
            .Range(0, Actors)
            .Select(_ =>
                ActorOf(
                    Scripted.Props(a =>
                    {
                        var next = new int[Senders];
                        var left = Senders * Rounds;
                        a.On<Numbered>(m =>
                        {
                            if (next[m.Sender]++ != m.Number)
                                Interlocked.Increment(ref outOfOrder);
                            if (--left == 0)
                                done.Signal();
                        });
                    })))
            .ToArray();
        await Task.WhenAll(
            Enumerable
                .Range(0, Senders)
                .Select(sender =>
                    Task.Run(() =>
                    {
                        for (var round = 0; round < Rounds; round++)
                        {
                            foreach (var actor in actors)
                                actor.Tell(new Numbered(sender, round), ActorRefs.NoSender);
                        }
                    })));
        Assert.True(done.Wait(Deadline), $"{done.CurrentCount} actors did not get all their messages.");
        Assert.Equal(0, outOfOrder);
    }

    [Fact]
    public void Ring_of_actors_should_pass_every_token_on()
    {
        const int Length = 1_000;
        const int Tokens = 100;
        var home = TestActor;
        var next = home;
        for (var i = 0; i < Length; i++)
        {
            var to = next;
            next = ActorOf(Scripted.Props(a => a.On<int>(token => to.Tell(token))));
        }

        for (var token = 0; token < Tokens; token++)
            next.Tell(token);
        Assert.Equal(Enumerable.Range(0, Tokens), ReceiveN(Tokens, Deadline).Cast<int>());
    }

    [Fact]
    public void Storm_of_failures_should_lose_only_the_messages_that_failed()
    {
        const int Children = 200;
        const int Messages = 200;
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new OneForOneStrategy(
                    -1,
                    -1,
                    e => e is ArgumentException ? Directive.Resume : Directive.Restart,
                    loggingEnabled: false);
                a.On<Props>(props => a.Sender.Tell(a.Context.ActorOf(props)));
            }));
        var sum = 0L;
        var done = new CountdownEvent(Children);
        for (var c = 0; c < Children; c++)
        {
            parent.Tell(
                Scripted.Props(a =>
                {
                    a.On<int>(n => Handle(n, ref sum));
                    a.On<string>(_ => done.Signal());
                }));
        }

        foreach (var child in ReceiveN(Children, Deadline).Cast<IActorRef>().ToArray())
        {
            for (var n = 0; n < Messages; n++)
                child.Tell(n);
            child.Tell("end");
        }

        Assert.True(done.Wait(Deadline), $"{done.CurrentCount} children did not get to the end.");
        var survivors = Enumerable.Range(0, Messages).Where(n => n % 5 != 0 && n % 7 != 0).Sum();
        Assert.Equal((long)survivors * Children, sum);
    }

    [Fact]
    public void Storm_of_escalations_should_leave_a_working_tree()
    {
        var top = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new OneForOneStrategy(-1, -1, _ => Directive.Restart, loggingEnabled: false);
                IActorRef? middle = null;
                a.OnPreStart = () =>
                    middle = a.Context.ActorOf(
                        Scripted.Props(m =>
                        {
                            m.Strategy = new OneForOneStrategy(_ => Directive.Escalate);
                            IActorRef? leaf = null;
                            m.OnPreStart = () =>
                                leaf = m.Context.ActorOf(
                                    Scripted.Props(l =>
                                    {
                                        l.On<Exception>(e => throw e);
                                        l.On<string>(s => l.Sender.Tell(s));
                                    }),
                                    "leaf");
                            m.On<object>(message => leaf!.Forward(message));
                        }),
                        "middle");
                a.On<object>(message => middle!.Forward(message));
            }));
        for (var i = 0; i < 300; i++)
        {
            top.Tell(new InvalidOperationException());
            top.Tell($"{i}");
        }

        // Messages that were queued at a leaf that was replaced are gone; the tree must answer once it has
        // calmed down.
        AwaitAssert(
            () =>
            {
                top.Tell("alive");
                FishForMessage<string>(s => s == "alive", TimeSpan.FromSeconds(1));
            },
            TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Five_thousand_persistent_actors_should_recover_what_they_stored()
    {
        const int Actors = 5_000;
        const int Events = 4;
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var recovered = new ConcurrentBag<int>();
            var done = new CountdownEvent(Actors);
            var refs = Enumerable
                .Range(0, Actors)
                .Select(i =>
                    ActorOf(
                        Stored.Props(
                            $"soak-{i}",
                            a =>
                            {
                                var state = new List<int>();
                                a.Replay<int>(state.Add);
                                a.Replay<RecoveryCompleted>(_ =>
                                {
                                    recovered.Add(state.Count);
                                    Assert.Equal(Enumerable.Range(0, state.Count), state);
                                });
                                a.On<string>(_ =>
                                    a.PersistAll(
                                        Enumerable.Range(state.Count, Events),
                                        e =>
                                        {
                                            state.Add(e);
                                            if (state.Count % Events == 0)
                                                done.Signal();
                                        }));
                            })))
                .ToArray();
            foreach (var actor in refs)
                actor.Tell("more");
            Assert.True(done.Wait(Deadline), $"{done.CurrentCount} actors did not store their events.");
            Assert.Equal(Actors, recovered.Count);
            Assert.Single(recovered.Distinct());
            StopAll(refs);
        }
    }

    [Fact]
    public async Task Many_asks_with_timeouts_should_all_be_answered()
    {
        var echo = ActorOf(Scripted.Props(a => a.On<int>(n => a.Sender.Tell(n))));
        for (var round = 0; round < 20; round++)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 2_000).Select(i => echo.Ask<int>(i, Deadline)));
            Assert.Equal(Enumerable.Range(0, 2_000), answers);
        }
    }

    [Fact]
    public void Actors_that_come_and_go_should_all_be_reported_gone()
    {
        const int Actors = 20_000;
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                var left = Actors;
                a.On<string>(_ =>
                {
                    for (var i = 0; i < Actors; i++)
                    {
                        var child = a.Context.ActorOf(
                            Scripted.Props(c => c.On<int>(n => c.Context.Stop(c.Self))));
                        a.Context.Watch(child);
                        child.Tell(i);
                    }
                });
                a.On<Terminated>(_ =>
                {
                    if (--left == 0)
                        TestActor.Tell(a.Context.GetChildren().Count());
                });
            }));
        parent.Tell("go");
        ExpectMsg(0, Deadline);
    }

    [Fact]
    public void Stopped_actors_should_be_collected()
    {
        var weak = StartAndStop(1_000);
        AwaitAssert(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                // A handful may still be on a stack or in a queue's last segment.
                Assert.InRange(weak.Count(w => w.IsAlive), 0, 20);
            },
            TimeSpan.FromSeconds(30));
    }

    private static void Handle(int n, ref long sum)
    {
        if (n % 5 == 0)
            throw new ArgumentException("resume");
        if (n % 7 == 0)
            throw new InvalidOperationException("restart");
        Interlocked.Add(ref sum, n);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference[] StartAndStop(int count)
    {
        var ballast = new ConcurrentBag<WeakReference>();
        var refs = Enumerable
            .Range(0, count)
            .Select(_ =>
                ActorOf(
                    Scripted.Props(a =>
                    {
                        var state = new byte[1024];
                        ballast.Add(new WeakReference(state));
                        a.OnPreStart = () => a.Timers.StartPeriodicTimer("t", state, TimeSpan.FromMinutes(1));
                        a.On<string>(_ => a.Stash.Stash());
                        a.Context.SetReceiveTimeout(TimeSpan.FromMinutes(1));
                        a.Context.System.EventStream.Subscribe(a.Self, typeof(Numbered));
                    })))
            .ToArray();
        foreach (var actor in refs)
            actor.Tell("stash me");
        StopAll(refs);
        return [.. ballast];
    }

    private void StopAll(IActorRef[] actors)
    {
        foreach (var actor in actors)
            Watch(actor);
        foreach (var actor in actors)
            actor.Tell(PoisonPill.Instance);
        Assert.Equal(actors.Length, ReceiveN(actors.Length, Deadline).OfType<Terminated>().Count());
    }

    private sealed record Numbered(int Sender, int Number);
}
