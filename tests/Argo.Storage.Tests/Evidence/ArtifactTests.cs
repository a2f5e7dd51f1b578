using System.Text;
using Argo.Storage.Repositories;
using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Evidence;

public abstract class ArtifactTests(StoreFixture temp) : IAsyncLifetime
{
    private readonly StoreFixture _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreFact]
    public async Task An_artifact_should_come_back_byte_for_byte()
    {
        var clock = new SetClock { Now = Some.Moment };
        var json = """{"intent_text":"grüß Gott  ","n":1.0}""";
        Assert.True(await _temp.Open(clock)
            .Artifacts.PutAsync(Some.Artifact("plan", "plan-1", "d1", json)));

        var stored = await (await _temp.ReopenAsync()).Artifacts.GetAsync("d1");

        Assert.Equal(json, Encoding.UTF8.GetString(stored!.Json.Span));
        Assert.Equal(
            ("plan", "plan-1", "d1", Some.Moment),
            (stored.Kind, stored.ArtifactId, stored.Digest, stored.CreatedAt));
        Assert.Equal(TimeSpan.Zero, stored.CreatedAt.Offset);
    }

    [StoreFact]
    public async Task What_is_kept_should_never_change()
    {
        var store = _temp.Open();
        await store.Artifacts.PutAsync(Some.Artifact("plan", "plan-1", "d1", "first"));
        Assert.False(await store.Artifacts.PutAsync(Some.Artifact("plan", "plan-1", "d1", "second")));
        Assert.Equal("first", Encoding.UTF8.GetString((await store.Artifacts.GetAsync("d1"))!.Json.Span));
    }

    [StoreFact]
    public async Task Find_should_take_the_newest_of_a_kind_and_id()
    {
        var clock = new SetClock { Now = Some.Moment };
        var store = _temp.Open(clock);
        await store.Artifacts.PutAsync(Some.Artifact("report", "r", "d1"));
        clock.Now += TimeSpan.FromSeconds(1);
        await store.Artifacts.PutAsync(Some.Artifact("report", "r", "d0"));
        await store.Artifacts.PutAsync(Some.Artifact("plan", "r", "d3"));

        Assert.Equal("d0", (await store.Artifacts.FindAsync("report", "r"))!.Digest);
        Assert.Null(await store.Artifacts.FindAsync("report", "other"));
        Assert.Null(await store.Artifacts.GetAsync("d9"));
    }
}
