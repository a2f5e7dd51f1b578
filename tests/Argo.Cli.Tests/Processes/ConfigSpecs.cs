using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>What is in <c>config/</c> works as it is.</summary>
public sealed class ConfigSpecs : IDisposable
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_example_plans_should_run_one_after_the_other()
    {
        (
            await _bench.ArgoAsync(
                "run", Path.Combine(Config, "plans", "hello.json"), "--yes")).Exited(ExitCode.Done);
        (
            await _bench.ArgoAsync(
                "run", Path.Combine(Config, "plans", "tidy.json"), "--yes")).Exited(ExitCode.Done);
        Assert.Equal(
            "# Greetings\n\nMade by a plan.\nAnd changed by another.\n",
            await File.ReadAllTextAsync(_bench.In("hello/README.md")));
        Assert.False(Path.Exists(_bench.In("hello/bin")));
        (
            await _bench.ArgoAsync(
                "dry-run", Path.Combine(Config, "plans", "blocked.json"))).Exited(ExitCode.Refused);
    }

    [Fact]
    public async Task The_settings_should_be_read_and_write_a_log()
    {
        var start = _bench.Start("run", Path.Combine(Config, "plans", "hello.json"), "--yes");
        start.Environment["ARGO_CONFIG"] = Path.Combine(Config, "argo.json");
        start.Environment[FailpointSwitch.Variable] = "swap.rename.before:2=fail";
        (await Bench.RunAsync(start)).Exited(ExitCode.Failed);
        Assert.Contains(
            "hello/README.md",
            await File.ReadAllTextAsync(Path.Combine(_bench.Data, "argo.log")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_should_name_workspaces()
    {
        var settings = _bench.PutFile(
            "argo.json", $$"""{ "Argo": { "Workspaces": { "site": "{{_bench.Workspace}}" } } }""");
        var ran = await WithSettingsAsync(
            settings, "run", Path.Combine(Config, "plans", "hello.json"), "--yes", "--workspace", "site");
        ran.Exited(ExitCode.Done);
        Assert.True(Path.Exists(_bench.In("hello/README.md")));
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_should_be_refused_in_one_sentence()
    {
        var broken = await WithSettingsAsync(_bench.PutFile("argo.json", "{ no"), "list");
        Assert.Single(broken.Exited(ExitCode.Usage).Error.TrimEnd('\n').Split('\n'));
        var missing = await WithSettingsAsync(Path.Combine(_bench.Outside, "none.json"), "list");
        Assert.Contains("ARGO_CONFIG", missing.Exited(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    private Task<Ran> WithSettingsAsync(string settings, params string[] words)
    {
        var start = _bench.Start(words);
        start.Environment["ARGO_CONFIG"] = settings;
        return Bench.RunAsync(start);
    }
}
