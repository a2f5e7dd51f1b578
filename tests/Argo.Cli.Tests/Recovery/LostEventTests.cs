using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Recovery;

/// <summary>The program on a store that lost the journal of a parked execution.</summary>
public sealed class LostEventTests : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_parked_execution_without_its_journal_should_keep_its_originals_and_be_named()
    {
        _cli.Put("a.txt", "old a\n");
        _cli.Put("b.txt", "old b\n");
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new\n"), Plans.Write(2, "b.txt", "new\n")));
        (await _cli.ArgoAtAsync("swap.rename.after:2", "run", plan, "--yes")).Exited(Killed);
        _cli.Put("a.txt", "somebody's a\n");
        (await _cli.ArgoAsync("recover")).Exited(ExitCode.RollbackIncomplete);
        _cli.AlterStore("DELETE FROM journal");

        var other = _cli.Plan(Plans.Of(Plans.Write(1, "c.txt", "c\n")), "other.json");
        (await _cli.ArgoAsync("run", other, "--yes")).Exited(ExitCode.Done);

        var original = Directory.GetFiles(_cli.In(".argo/x"), "0", SearchOption.AllDirectories);
        Assert.Equal("old a\n", await File.ReadAllTextAsync(Assert.Single(original)));
        Assert.Equal("somebody's a\n", await File.ReadAllTextAsync(_cli.In("a.txt")));
        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.EvidenceBroken);
        Assert.Contains("quarantined", (await _cli.ArgoAsync("doctor")).Out, StringComparison.Ordinal);
        Assert.Contains(
            "parked", (await _cli.ArgoAsync("list", "--json")).Exited(ExitCode.Done).Out,
            StringComparison.Ordinal);
    }
}
