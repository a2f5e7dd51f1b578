using System.Text;
using Argo.Storage.Repositories;
using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Evidence;

public abstract class ReportTests(StoreFixture temp) : IAsyncLifetime
{
    private readonly StoreFixture _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreFact]
    public async Task A_second_report_under_an_id_should_be_refused_and_the_first_stay()
    {
        var store = _temp.Open();
        Assert.True(await store.Reports.KeepAsync(Report("d1", "first")));
        Assert.True(await store.Reports.KeepAsync(Report("d1", "first"))); // the same again
        Assert.False(await store.Reports.KeepAsync(Report("d2", "second")));
        store = await _temp.ReopenAsync();
        Assert.Equal("d1", await store.Reports.FindDigestAsync("report-1"));
        Assert.Null(await store.Artifacts.GetAsync("d2"));
        Assert.Equal("first", Encoding.UTF8.GetString((await store.Artifacts.GetAsync("d1"))!.Json.Span));
    }

    [StoreFact]
    public async Task A_report_that_was_only_put_among_the_artifacts_should_not_be_one_of_a_dry_run()
    {
        var store = _temp.Open();
        await store.Artifacts.PutAsync(Report("d1", "first"));
        Assert.Null(await store.Reports.FindDigestAsync("report-1"));
        Assert.Empty(await store.Reports.ListAsync());
        Assert.True(await store.Reports.SignedSinceAsync() > DateTimeOffset.UnixEpoch);
    }

    private static NewArtifact Report(string digest, string text) =>
        new("report", "report-1", digest, Encoding.UTF8.GetBytes(text));
}
