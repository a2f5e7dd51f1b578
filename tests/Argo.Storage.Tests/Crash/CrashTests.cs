using System.Globalization;
using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Crash;

public abstract class CrashTests(StoreFixture temp) : IAsyncLifetime
{
    private readonly StoreFixture _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreTheory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task An_acknowledged_write_should_survive_kill_9(int acknowledged)
    {
        await using var child = await ChildProcess.StartAsync("append", _temp.Place, "a");
        await child.GoAsync();
        for (var nr = 1; nr <= acknowledged; nr++)
            Assert.Equal(nr.ToString(CultureInfo.InvariantCulture), await child.ReadLineAsync());
        Assert.Equal(137, await child.KillAsync());

        var store = _temp.Open();
        var rows = await store.ReplayAsync("a");

        Assert.InRange(rows.Count, acknowledged, int.MaxValue); // it may have written more before it died
        Assert.Equal(
            Enumerable.Range(1, rows.Count).Select(nr => (long)nr), rows.Select(row => row.SequenceNr));
        Assert.Empty(_temp.FindDamage());
    }

    [StoreFact]
    public async Task A_process_that_dies_in_the_middle_should_not_block_another()
    {
        var store = _temp.Open();
        await using var child = await ChildProcess.StartAsync("append", _temp.Place, "child");
        await child.GoAsync();
        await child.ReadLineAsync();
        await child.KillAsync();
        await store.AppendAsync([Some.Event("a", 1)]).WaitAsync(Some.Deadline);
        Assert.NotEmpty(await store.ReplayAsync("child"));
    }

    [StoreFact]
    public async Task Two_processes_on_one_stream_should_never_both_own_a_number()
    {
        await using var one = await ChildProcess.StartAsync("race", _temp.Place, "a");
        await using var other = await ChildProcess.StartAsync("race", _temp.Place, "a");
        await Task.WhenAll(one.GoAsync(), other.GoAsync());
        var won = await Task.WhenAll(one.ReadToEndAsync(), other.ReadToEndAsync());

        var numbers =
            won.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse);
        Assert.Equal(Enumerable.Range(1, 200), numbers.Order());
        Assert.Equal(200, (await _temp.Open().ReplayAsync("a")).Count);
    }
}
