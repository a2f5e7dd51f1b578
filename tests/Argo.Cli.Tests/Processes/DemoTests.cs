using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

public sealed class DemoTests : IDisposable
{
    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_demo_should_prove_all_three_stories_and_leave_nothing_behind()
    {
        var start = _cli.Start("demo", "--json");
        start.Environment["TMPDIR"] = _cli.Outside;
        var answer = (await CliProcessFixture.RunAsync(start)).Exited(ExitCode.Done).Json;
        Assert.True((bool?)answer["proven"]);
        Assert.Equal(
            ["completed", "rolled_back", "rolled_back"],
            answer["stories"]!.AsArray().Select(story => (string?)story!["state"]));
        Assert.Equal(
            [false, true, true], answer["stories"]!.AsArray().Select(story => (bool?)story!["equal"]));
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(_cli.Outside),
            path => path.Contains("argo-demo", StringComparison.Ordinal));
        Assert.False(Path.Exists(_cli.Data));
    }

    [Fact]
    public async Task The_demo_should_tell_its_stories_in_plain_words()
    {
        var answer = (await _cli.ArgoAsync("demo")).Exited(ExitCode.Done).Out;
        Assert.Contains("1. A plan that succeeds", answer, StringComparison.Ordinal);
        Assert.Contains("Rolled back", answer, StringComparison.Ordinal);
        Assert.Contains("It was killed.", answer, StringComparison.Ordinal);
        Assert.Contains("Equal: every path", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_that_the_demo_kills_should_act_on_the_directory_of_a_demo_only()
    {
        var plan = Plans.Of(Plans.Write(1, "a.txt", "x\n"));
        _cli.Put("killed.json", plan);
        _cli.Put("tree/a.txt", "a person's\n");
        var refused = await _cli.ArgoAsync(
            "demo", "--killed-at", "swap.rename.before", "--scratch", _cli.Workspace);
        Assert.Contains("not the directory of a demo", refused.Exited(ExitCode.Usage).Error,
            StringComparison.Ordinal);
        Assert.Equal("a person's\n", await File.ReadAllTextAsync(_cli.In("tree/a.txt")));
    }
}
