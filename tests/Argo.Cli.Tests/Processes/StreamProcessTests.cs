using System.Diagnostics;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>
/// Streams that were closed before the program started: their numbers must not become those of other files,
/// and nothing may end half-way because of them.
/// </summary>
public sealed class StreamProcessTests : IDisposable
{
    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("2>&-", ExitCode.Done)]
    [InlineData("<&-", ExitCode.Done)]
    [InlineData("2>/dev/full", ExitCode.Done)]
    [InlineData(">&-", ExitCode.NotReachable)]
    [InlineData(">/dev/full", ExitCode.NotReachable)]
    [InlineData("<&- >&- 2>&-", ExitCode.NotReachable)]
    public async Task A_run_should_come_to_its_end_whatever_its_streams_are(string redirections, int exit)
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n"), Plans.Write(2, "b.txt", "b\n")));
        var result = (await ShellAsync($"run '{plan}' --yes --json {redirections}")).Exited(exit);
        Assert.Equal("a\n", await File.ReadAllTextAsync(_cli.In("a.txt")));
        Assert.Equal("b\n", await File.ReadAllTextAsync(_cli.In("b.txt")));
        Assert.Equal(2, Directory.GetFiles(_cli.Workspace).Length);
        if (exit is ExitCode.NotReachable && !redirections.Contains("2>&-", StringComparison.Ordinal))
            Assert.Contains("could not be written to stdout", result.Error, StringComparison.Ordinal);
        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.Done);
    }

    [Theory]
    [InlineData("list >/dev/full", ExitCode.NotReachable)]
    [InlineData("list --json >&-", ExitCode.NotReachable)]
    [InlineData("list 2>&-", ExitCode.Done)]
    [InlineData("show nobody 2>&-", ExitCode.NotFound)]
    [InlineData("run - --yes <&-", ExitCode.Usage)]
    public async Task A_command_should_say_by_its_exit_whether_its_answer_was_given(
        string command, int exit)
    {
        await _cli.CompleteAsync(_cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n"))));
        (await ShellAsync(command)).Exited(exit);
    }

    [Fact]
    public async Task A_reader_that_has_gone_should_end_a_command_quietly()
    {
        await _cli.CompleteAsync(_cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n"))));
        var result = await ShellAsync("list --json | true");
        Assert.Empty(result.Error);
    }

    private Task<CliResult> ShellAsync(string command)
    {
        var start = _cli.Start();
        start.ArgumentList.Clear();
        start.FileName = "sh";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"dotnet '{_cli.Program}' {command}");
        return CliProcessFixture.RunAsync(start);
    }
}
