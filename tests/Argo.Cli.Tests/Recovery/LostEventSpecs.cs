using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Recovery;

/// <summary>The program on a store that lost the journal of a parked execution.</summary>
public sealed class LostEventSpecs : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_parked_execution_without_its_journal_should_keep_its_originals_and_be_named()
    {
        _bench.Put("a.txt", "old a\n");
        _bench.Put("b.txt", "old b\n");
        var plan = _bench.Plan(Plans.Of(Plans.Write(1, "a.txt", "new\n"), Plans.Write(2, "b.txt", "new\n")));
        (await _bench.ArgoAtAsync("swap.rename.after:2", "run", plan, "--yes")).Exited(Killed);
        _bench.Put("a.txt", "somebody's a\n");
        (await _bench.ArgoAsync("recover")).Exited(ExitCode.RollbackIncomplete);
        _bench.AlterStore("DELETE FROM journal");

        var other = _bench.Plan(Plans.Of(Plans.Write(1, "c.txt", "c\n")), "other.json");
        (await _bench.ArgoAsync("run", other, "--yes")).Exited(ExitCode.Done);

        var original = Directory.GetFiles(_bench.In(".argo/x"), "0", SearchOption.AllDirectories);
        Assert.Equal("old a\n", await File.ReadAllTextAsync(Assert.Single(original)));
        Assert.Equal("somebody's a\n", await File.ReadAllTextAsync(_bench.In("a.txt")));
        (await _bench.ArgoAsync("verify", "--all")).Exited(ExitCode.EvidenceBroken);
        Assert.Contains("quarantined", (await _bench.ArgoAsync("doctor")).Out, StringComparison.Ordinal);
        Assert.Contains(
            "parked", (await _bench.ArgoAsync("list", "--json")).Exited(ExitCode.Done).Out,
            StringComparison.Ordinal);
    }
}
