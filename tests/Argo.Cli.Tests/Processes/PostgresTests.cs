using Argo.Cli.Tests.Support;
using Argo.TestSupport;

namespace Argo.Cli.Tests.Processes;

/// <summary>The program with its store on a real PostgreSQL server.</summary>
public sealed class PostgresTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const int Killed = 128 + 9;

    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [PostgresFact]
    public async Task A_whole_execution_should_be_kept_on_the_server()
    {
        OnServer();
        var id = await _cli.CompleteAsync(_cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n"))));

        Assert.Equal("a\n", await File.ReadAllTextAsync(_cli.In("a.txt")));
        Assert.False(Path.Exists(Path.Combine(_cli.Data, "argo.db")));
        (await _cli.ArgoAsync("verify", id)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("show", id)).Exited(ExitCode.Done);
        Assert.Contains(
            "whole: 1 execution", (await _cli.ArgoAsync("doctor")).Out, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_killed_run_should_be_recovered_to_an_equal_tree()
    {
        OnServer();
        Plans.MakeSourceTree(_cli);
        var before = TreeChecksum.Of(_cli.Workspace);
        (await _cli.ArgoAtAsync("swap.rename.after:25", "run", _cli.Plan(Plans.FiftySteps()), "--yes"))
            .Exited(Killed);
        Assert.NotEqual(before, TreeChecksum.Of(_cli.Workspace));

        (await _cli.ArgoAsync("recover")).Exited(ExitCode.Done);

        Assert.Equal(before, TreeChecksum.Of(_cli.Workspace));
        var listed = (
            await _cli.ArgoAsync("list", "--json")).Exited(ExitCode.Done).Json["executions"]!.AsArray();
        Assert.Equal("rolled_back", (string?)Assert.Single(listed)!["state"]);
    }

    [PostgresFact]
    public async Task A_server_that_crashed_should_have_kept_the_undo_plan()
    {
        OnServer();
        Plans.MakeSourceTree(_cli);
        var before = TreeChecksum.Of(_cli.Workspace);
        (await _cli.ArgoAtAsync("swap.rename.after:1", "run", _cli.Plan(Plans.FiftySteps()), "--yes"))
            .Exited(Killed);
        server.Restart();
        (await _cli.ArgoAsync("recover")).Exited(ExitCode.Done);
        Assert.Equal(before, TreeChecksum.Of(_cli.Workspace));
    }

    [Fact]
    public async Task A_server_that_is_not_there_should_be_said_with_exit_4()
    {
        _cli.Configure("""{ "Provider": "postgresql", "ConnectionString": "Host=127.0.0.1;Port=1;Username=x" }""");
        var result = (await _cli.ArgoAsync("list")).Exited(ExitCode.NotReachable);
        Assert.Contains("127.0.0.1:1", result.Error, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", (await _cli.ArgoAsync("doctor")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Provider": "mysql" }""", "Argo:Storage:Provider")]
    [InlineData("""{ "Provider": "postgresql" }""", "Argo:Storage:ConnectionString")]
    [InlineData("""{ "ConnectionString": "Host=db" }""", "Argo:Storage:ConnectionString")]
    [InlineData("""{ "Provider": "PostgreSQL", "ConnectionString": "Port=x" }""", "Argo:Storage:ConnectionString")]
    public async Task A_wrong_setting_should_be_named_with_its_remedy(string storage, string named)
    {
        _cli.Configure(storage);
        Assert.Contains(
            named, (await _cli.ArgoAsync("list")).Exited(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    private void OnServer() => _cli.Configure(
        $$"""{ "Provider": "postgresql", "ConnectionString": "{{server.NewSchema()}}" }""");
}
