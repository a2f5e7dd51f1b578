using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>Surroundings that are not as usual: one sentence that names what to set.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private readonly CliProcessFixture _cli = new();

    private string Plan => _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("HOME", "/proc/nowhere")]
    [InlineData("HOME", "FILE")]
    [InlineData("XDG_DATA_HOME", "/proc/nowhere")]
    [InlineData("XDG_DATA_HOME", "FILE")]
    [InlineData("ARGO_DATA", "/proc/nowhere/data")]
    [InlineData("ARGO_DATA", "FILE")]
    public async Task A_home_that_cannot_be_used_should_be_said_with_how_to_choose_a_data_directory(
        string variable, string value)
    {
        var file = _cli.PutFile("file", "no directory");
        var start = _cli.Start("run", Plan, "--yes");
        start.Environment.Remove("ARGO_DATA");
        start.Environment.Remove("XDG_DATA_HOME");
        start.Environment[variable] = value == "FILE" ? file : value;
        var result = (await CliProcessFixture.RunAsync(start)).Exited(ExitCode.NotReachable);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains("--data", result.Error, StringComparison.Ordinal);
        Assert.Contains("ARGO_DATA", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HOME", "")]
    [InlineData("HOME", "/proc/nowhere")]
    [InlineData("XDG_DATA_HOME", "relative/and/ignored")]
    [InlineData("TMPDIR", "/proc/nowhere")]
    public async Task A_data_directory_that_is_named_should_need_no_home(string variable, string value)
    {
        var start = _cli.Start("run", Plan, "--yes");
        start.Environment[variable] = value;
        (await CliProcessFixture.RunAsync(start)).Exited(ExitCode.Done);
    }

    [Fact]
    public async Task A_demo_without_a_temporary_directory_should_name_the_variable()
    {
        var start = _cli.Start("demo");
        start.Environment["TMPDIR"] = "/proc/nowhere";
        var result = (await CliProcessFixture.RunAsync(start)).Exited(ExitCode.Usage);
        Assert.Contains("TMPDIR", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run '{0}' --yes", ExitCode.Usage, "--workspace")]
    [InlineData("run plan.json --yes", ExitCode.Usage, "current directory was deleted")]
    [InlineData("run '{0}' --yes --workspace '{1}'", ExitCode.Done, "")]
    [InlineData("doctor", ExitCode.Done, "")]
    [InlineData("export -o out", ExitCode.Usage, "current directory was deleted")]
    [InlineData("list --data here", ExitCode.Usage, "current directory was deleted")]
    public async Task A_current_directory_that_was_deleted_should_matter_only_where_it_is_needed(
        string command, int exit, string said)
    {
        (await _cli.ArgoAsync("run", Plan, "--yes")).Exited(ExitCode.Done);
        var start = _cli.Start();
        start.ArgumentList.Clear();
        start.FileName = "sh";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            "mkdir gone && cd gone && rmdir ../gone && dotnet '" + _cli.Program + "' "
            + string.Format(null, command, Plan, _cli.Workspace));
        var result = (await CliProcessFixture.RunAsync(start)).Exited(exit);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("does not know", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\u0000\u0001")]
    [InlineData("""{ "Argo": [] }""")]
    [InlineData("""{ "Argo": { "Limits": { "MaxQueued": "many" } } }""")]
    [InlineData("""{ "Argo": { "StopTimeout": "99999999999999999999" } }""")]
    [InlineData("""{ "Argo": { "DataDirectory": "a\u0000b" } }""")]
    [InlineData("""{ "Argo": { "Workspaces": { "w": "relative" } } }""")]
    [InlineData("""{ "Argo": { "SecretPatterns": [ "(" ] } }""")]
    [InlineData("""{ "Argo": { "Storage": { "Provider": "punchcards" } } }""")]
    [InlineData("""{ "Argo": { "Nonsense": 1 } }""")]
    [InlineData("""{ "Serilog": { "MinimumLevel": "Loud" } }""")]
    [InlineData("""{ "Serilog": { "WriteTo": [ { "Name": "Nowhere" } ] } }""")]
    [InlineData("""{ "Serilog": "x" }""")]
    public async Task Settings_that_cannot_be_taken_should_be_said_in_a_sentence_of_their_own(string json)
    {
        var start = _cli.Start("run", Plan, "--yes");
        start.Environment["ARGO_CONFIG"] = _cli.PutFile("settings.json", json);
        start.Environment.Remove("ARGO_DATA");
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(_cli.Data);
        var result = await CliProcessFixture.RunAsync(start);
        Assert.True(result.Exit is ExitCode.Usage or ExitCode.Done, result.ToString());
        Assert.DoesNotContain("does not know", result.Error, StringComparison.Ordinal);
    }
}
