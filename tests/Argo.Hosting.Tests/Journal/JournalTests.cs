using Akka.Actor;
using Argo.Hosting.Tests.Doubles;
using Argo.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Journal;

/// <summary>
/// What Argo relies on in the journal that Akka.Persistence.Sql keeps on the store's database.
/// </summary>
public sealed class JournalTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Events_should_be_replayed_in_order_to_a_new_actor_and_be_readable_without_one()
    {
        await using var hosted = await HostedArgo.StartAsync();
        var (system, store) = (SystemOf(hosted), hosted.Services.GetRequiredService<ArgoStore>());
        var first = system.ActorOf(CountingActor.Props("counting-a"));
        foreach (var word in (string[])["one", "two", "three"])
            await first.Ask<string>(word, Deadline);
        await first.GracefulStop(Deadline);

        var second = system.ActorOf(CountingActor.Props("counting-a"));

        Assert.Equal("one two three", await second.Ask<string>(new CountingActor.Read(), Deadline));
        var rows = await store.Streams.ReadAsync("counting-a");
        Assert.Equal([1L, 2L, 3L], rows.Select(row => row.SequenceNr));
        Assert.All(rows, row => Assert.Equal("rollback-aborted.v1", row.Manifest));
    }

    [Fact]
    public async Task A_second_writer_of_a_number_should_be_refused_by_the_index_and_stop()
    {
        await using var hosted = await HostedArgo.StartAsync();
        await using var beside = await hosted.BesideAsync();
        var late = SystemOf(beside).ActorOf(CountingActor.Props("counting-b"));
        // it has recovered, and knows of no event
        Assert.Equal("", await late.Ask<string>(new CountingActor.Read(), Deadline));
        var early = SystemOf(hosted).ActorOf(CountingActor.Props("counting-b"));
        await early.Ask<string>("mine", Deadline);

        var stopped = late.WatchAsync();
        late.Tell("also mine");

        await stopped.WaitAsync(Deadline);
        Assert.Equal("mine", await early.Ask<string>(new CountingActor.Read(), Deadline));
        var store = hosted.Services.GetRequiredService<ArgoStore>();
        Assert.Single(await store.Streams.ReadAsync("counting-b"));
    }

    [Fact]
    public async Task Many_writers_at_once_should_each_have_every_event_that_they_were_told_is_kept()
    {
        await using var hosted = await HostedArgo.StartAsync();
        var system = SystemOf(hosted);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async writer =>
        {
            var actor = system.ActorOf(CountingActor.Props($"counting-{writer:000}"));
            for (var number = 1; number <= 5; number++)
                await actor.Ask<string>($"{number}", Deadline);
        }));

        var store = hosted.Services.GetRequiredService<ArgoStore>();
        foreach (var id in await store.Streams.ListAsync("counting-"))
        {
            var numbers = (await store.Streams.ReadAsync(id)).Select(row => row.SequenceNr);
            Assert.Equal([1L, 2L, 3L, 4L, 5L], numbers);
        }

        Assert.Equal(100, (await store.Streams.ListAsync("counting-")).Count);
    }

    private static ActorSystem SystemOf(HostedArgo hosted) =>
        hosted.Services.GetRequiredService<ActorSystem>();
}
