using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Recovery;

/// <summary>
/// The built program: killed after its first swap, an edit by a person, and the decisions about it.
/// </summary>
public sealed class ConflictTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_conflict_should_be_listed_and_resolved_by_keeping_mine()
    {
        await ParkAsync();
        var listed = (await RecoverAsync("--conflicts", "--json")).Exited(ExitCode.RollbackIncomplete).Json;
        var parked = Assert.Single(listed["parked"]!.AsArray())!;
        var conflict = Assert.Single(parked["conflicts"]!.AsArray())!;
        Assert.Equal("a b.txt", (string?)conflict["path"]);
        Assert.Contains("--keep-mine 'a b.txt'", (string?)conflict["advice"], StringComparison.Ordinal);

        (await RecoverAsync((string)parked["execution_id"]!)).Exited(ExitCode.RollbackIncomplete);
        (await _cli.ArgoAsync("doctor")).Exited(ExitCode.Failed);
        var resolved = (await RecoverAsync("--keep-mine", "a b.txt", "--json")).Exited(ExitCode.Done).Json;
        var recovered = Assert.Single(resolved["recovered"]!.AsArray())!;
        Assert.Equal("rolled_back", (string?)recovered["result"]!["execution_status"]);
        Assert.Equal("old", await File.ReadAllTextAsync(_cli.In("a b.txt")));
        var kept = Assert.Single(Directory.GetFiles(_cli.In(".argo/conflicts")));
        Assert.Equal("mine!", await File.ReadAllTextAsync(kept));
        (await _cli.ArgoAsync("doctor")).Exited(ExitCode.Done);
        (await RecoverAsync("--conflicts")).Exited(ExitCode.Done); // none is left
    }

    [Fact]
    public async Task Keeping_theirs_should_be_said_and_repeating_it_be_no_error()
    {
        await ParkAsync();
        var listed = (await RecoverAsync("--conflicts", "--json")).Exited(ExitCode.RollbackIncomplete).Json;
        var id = (string)Assert.Single(listed["parked"]!.AsArray())!["execution_id"]!;
        var kept = (await RecoverAsync("--keep-theirs", "a b.txt")).Exited(ExitCode.Done);
        Assert.Contains("NOT as before", kept.Out, StringComparison.Ordinal);
        Assert.Equal("mine!", await File.ReadAllTextAsync(_cli.In("a b.txt")));
        (await RecoverAsync("--keep-theirs", "a b.txt", id)).Exited(ExitCode.Done);
        Assert.Contains("kept", (await _cli.ArgoAsync("list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_without_a_conflict_should_not_be_found()
    {
        await ParkAsync();
        (await RecoverAsync("--keep-mine", "other.txt")).Exited(ExitCode.NotFound);
    }

    [Fact]
    public async Task Two_decisions_at_once_should_be_refused() =>
        (await RecoverAsync("--keep-mine", "a", "--keep-theirs", "b")).Exited(ExitCode.Usage);

    [Fact]
    public async Task A_damaged_store_should_end_with_4_and_its_name()
    {
        Directory.CreateDirectory(_cli.Data);
        await File.WriteAllTextAsync(Path.Combine(_cli.Data, "argo.db"), new string('x', 8192));
        var listed = (await _cli.ArgoAsync("list")).Exited(ExitCode.NotReachable);
        Assert.Contains("argo.db", listed.Error, StringComparison.Ordinal);
    }

    /// <summary>Killed after the first swap; a person edits the file; the recovery meets the edit.</summary>
    private async Task ParkAsync()
    {
        _cli.Put("a b.txt", "old");
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a b.txt", "new"), Plans.Write(2, "c.txt", "c")));
        (await _cli.ArgoAtAsync("swap.rename.after", "run", plan, "--yes")).Exited(137);
        Assert.Equal("new", await File.ReadAllTextAsync(_cli.In("a b.txt")));
        _cli.Put("a b.txt", "mine!");
        (await RecoverAsync()).Exited(ExitCode.RollbackIncomplete);
        Assert.Equal("mine!", await File.ReadAllTextAsync(_cli.In("a b.txt")));
    }

    private Task<CliResult> RecoverAsync(params string[] words) => _cli.ArgoAsync(["recover", .. words]);
}
