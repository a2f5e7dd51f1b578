using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

public sealed class DemoSpecs : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_demo_should_prove_all_three_stories_and_leave_nothing_behind()
    {
        var start = _bench.Start("demo", "--json");
        start.Environment["TMPDIR"] = _bench.Outside;
        var told = (await Bench.RunAsync(start)).Exited(ExitCode.Done).Json;
        Assert.True((bool?)told["proven"]);
        Assert.Equal(
            ["completed", "rolled_back", "rolled_back"],
            told["stories"]!.AsArray().Select(story => (string?)story!["state"]));
        Assert.Equal([false, true, true], told["stories"]!.AsArray().Select(story => (bool?)story!["equal"]));
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(_bench.Outside),
            path => path.Contains("argo-demo", StringComparison.Ordinal));
        Assert.False(Path.Exists(_bench.Data));
    }

    [Fact]
    public async Task The_demo_should_tell_its_stories_in_plain_words()
    {
        var told = (await _bench.ArgoAsync("demo")).Exited(ExitCode.Done).Out;
        Assert.Contains("1. A plan that succeeds", told, StringComparison.Ordinal);
        Assert.Contains("Rolled back", told, StringComparison.Ordinal);
        Assert.Contains("It was killed.", told, StringComparison.Ordinal);
        Assert.Contains("Equal: every path", told, StringComparison.Ordinal);
    }
}
