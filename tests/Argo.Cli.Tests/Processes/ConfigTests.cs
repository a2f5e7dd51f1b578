using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>What is in <c>config/</c> works as it is.</summary>
public sealed class ConfigTests : IDisposable
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");

    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_example_plans_should_run_one_after_the_other()
    {
        (
            await _cli.ArgoAsync(
                "run", Path.Combine(Config, "plans", "hello.json"), "--yes")).Exited(ExitCode.Done);
        (
            await _cli.ArgoAsync(
                "run", Path.Combine(Config, "plans", "tidy.json"), "--yes")).Exited(ExitCode.Done);
        Assert.Equal(
            "# Greetings\n\nMade by a plan.\nAnd changed by another.\n",
            await File.ReadAllTextAsync(_cli.In("hello/README.md")));
        Assert.False(Path.Exists(_cli.In("hello/bin")));
        (
            await _cli.ArgoAsync(
                "dry-run", Path.Combine(Config, "plans", "blocked.json"))).Exited(ExitCode.Refused);
    }

    [Fact]
    public async Task The_settings_should_be_read_and_write_a_log()
    {
        var start = _cli.Start("run", Path.Combine(Config, "plans", "hello.json"), "--yes");
        start.Environment["ARGO_CONFIG"] = Path.Combine(Config, "argo.json");
        start.Environment[FailpointSwitch.Variable] = "swap.rename.before:2=fail";
        (await CliProcessFixture.RunAsync(start)).Exited(ExitCode.Failed);
        var log = Path.Combine(_cli.Data, "argo.log");
        Assert.Contains("hello/README.md", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(log));
    }

    [Fact]
    public async Task Settings_should_name_workspaces()
    {
        var settings = _cli.PutFile(
            "argo.json", $$"""{ "Argo": { "Workspaces": { "site": "{{_cli.Workspace}}" } } }""");
        var result = await WithSettingsAsync(
            settings, "run", Path.Combine(Config, "plans", "hello.json"), "--yes", "--workspace", "site");
        result.Exited(ExitCode.Done);
        Assert.True(Path.Exists(_cli.In("hello/README.md")));
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_should_be_refused_in_one_sentence()
    {
        var broken = await WithSettingsAsync(_cli.PutFile("argo.json", "{ no"), "list");
        Assert.Single(broken.Exited(ExitCode.Usage).Error.TrimEnd('\n').Split('\n'));
        var missing = await WithSettingsAsync(Path.Combine(_cli.Outside, "none.json"), "list");
        Assert.Contains("ARGO_CONFIG", missing.Exited(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    private Task<CliResult> WithSettingsAsync(string settings, params string[] words)
    {
        var start = _cli.Start(words);
        start.Environment["ARGO_CONFIG"] = settings;
        return CliProcessFixture.RunAsync(start);
    }
}
