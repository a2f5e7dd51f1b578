using Argo.Cli.Tests.Support;
using Argo.Tests.Shared;

namespace Argo.Cli.Tests.Engines;

/// <summary>
/// A database moves between the engines: what one has written, the program built with the other goes on with.
/// </summary>
public sealed class EngineSpecs(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const int Killed = 128 + 9;

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [OtherEngineTheory]
    [InlineData(true, "commit.prepared.after")]
    [InlineData(true, "swap.rename.after:25")]
    [InlineData(false, "commit.prepared.after")]
    [InlineData(false, "swap.rename.after:25")]
    public async Task An_execution_that_one_left_should_be_recovered_by_the_other(
        bool otherFirst, string failpoint)
    {
        Assert.Equal("rolled_back", await LeaveAndRecoverAsync(otherFirst, failpoint));
        AssertRowsAreAlike();
    }

    [OtherEngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_server_it_should_be_recovered_too(bool otherFirst)
    {
        if (PostgresServer.WhyNot is { } missing)
            Assert.Fail(missing); // where the engines are compared, the server belongs to it
        _bench.Configure($$"""{ "Provider": "postgresql", "ConnectionString": "{{server.NewSchema()}}" }""");
        Assert.Equal("rolled_back", await LeaveAndRecoverAsync(otherFirst, "swap.rename.after:25"));
    }

    [OtherEngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_has_done_the_other_should_verify_find_sound_and_add_to(bool otherFirst)
    {
        var (first, second) = Programs(otherFirst);
        _bench.Program = first;
        var id = await _bench.CompleteAsync(Writing("a.txt"));
        _bench.Program = second;
        (await _bench.ArgoAsync("verify", id)).Exited(ExitCode.Done);
        (await _bench.ArgoAsync("doctor")).Exited(ExitCode.Done);
        (await _bench.ArgoAsync("run", Writing("b.txt"), "--yes")).Exited(ExitCode.Done);
        AssertRowsAreAlike();
    }

    private static (string First, string Second) Programs(bool otherFirst)
    {
        var (own, other) = (typeof(ArgoProgram).Assembly.Location, OtherEngineTheoryAttribute.Program!);
        return otherFirst ? (other, own) : (own, other);
    }

    private string Writing(string file) => _bench.Plan(Plans.Of(Plans.Write(1, file, "new\n")));

    /// <summary>One program dies amid the work, the other puts the tree back.</summary>
    /// <returns>What the second lists as the execution's state.</returns>
    private async Task<string?> LeaveAndRecoverAsync(bool otherFirst, string failpoint)
    {
        var (first, second) = Programs(otherFirst);
        Plans.MakeSourceTree(_bench);
        var before = TreeChecksum.Of(_bench.Workspace);
        _bench.Program = first;
        (await _bench.ArgoAtAsync(failpoint, "run", _bench.Plan(Plans.FiftySteps()), "--yes")).Exited(Killed);
        _bench.Program = second;
        (await _bench.ArgoAsync("recover")).Exited(ExitCode.Done);
        Assert.Equal(before, TreeChecksum.Of(_bench.Workspace));
        var listed = (
            await _bench.ArgoAsync("list", "--json")).Exited(ExitCode.Done).Json["executions"]!.AsArray();
        return (string?)Assert.Single(listed)!["state"];
    }

    /// <summary>Whoever wrote a row of the journal: the same columns, filled in the same way.</summary>
    private void AssertRowsAreAlike()
    {
        using var connection = _bench.OpenStore();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT created, deleted, persistence_id, typeof(message), manifest, identifier, writer_uuid
            FROM journal ORDER BY ordering
            """;
        using var row = command.ExecuteReader();
        var writers = new HashSet<string>();
        while (row.Read())
        {
            var age = DateTime.UtcNow - new DateTime(row.GetInt64(0), DateTimeKind.Utc);
            Assert.InRange(age, TimeSpan.Zero, TimeSpan.FromMinutes(10));
            Assert.Equal((0L, "blob", 8101L), (row.GetInt64(1), row.GetString(3), row.GetInt64(5)));
            Assert.StartsWith("rollback-", row.GetString(2), StringComparison.Ordinal);
            Assert.Matches(@"^rollback-[a-z-]+\.v1$", row.GetString(4));
            Assert.True(Guid.TryParseExact(row.GetString(6), "N", out _), row.GetString(6));
            writers.Add(row.GetString(6));
        }

        Assert.Equal(2, writers.Count); // one a process: both have written
    }
}
