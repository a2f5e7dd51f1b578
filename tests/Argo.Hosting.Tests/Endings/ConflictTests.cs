using Argo.Actors;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.TreeManifests;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Endings;

/// <summary>A parked execution, and a person who decides about its conflicts one by one.</summary>
public sealed class ConflictTests : IAsyncLifetime
{
    private static readonly ExecutionId Id = new("exec-parked");
    private HostedArgo _argo = null!;
    private TreeManifest _before = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old a");
        _argo.Write("b.txt", "old b");
        _before = TreeManifest.Capture(_argo.Root);
        await _argo.ParkAsync(Id.Value, "a.txt", "b.txt");
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    [Fact]
    public async Task Conflicts_should_be_kept_as_data_in_the_result_and_in_the_journal()
    {
        var parked = Assert.Single(await _argo.Archive.ListParkedAsync());
        Assert.Equal(["a.txt", "b.txt"], parked.Conflicts.Select(conflict => conflict.Path));
        Assert.All(parked.Conflicts, conflict => Assert.True(
            conflict.CanKeepMine && File.Exists(_argo.PathOf(conflict.KeptAt!)), conflict.ToString()));
        var result = (await _argo.Archive.FindAsync(Id.Value))!.Result!;
        Assert.Equal(parked.Conflicts, result.Conflicts.AsEnumerable());
    }

    [Fact]
    public async Task Keeping_mine_everywhere_should_end_rolled_back_with_the_tree_as_before()
    {
        var first = Assert.Single((await DecideAsync("a.txt", ConflictChoice.KeepMine)).Ends);
        Assert.Equal(ExecutionState.Parked, first.State);
        Assert.Equal("b.txt", Assert.Single(first.Result.Conflicts).Path);

        var last = Assert.Single((await DecideAsync("b.txt", ConflictChoice.KeepMine)).Ends);
        Assert.Equal(ExecutionState.RolledBack, last.State);
        Assert.Equal(ExecutionStatus.RolledBack, last.Result.ExecutionStatus);
        Assert.True(last.Result is { RollbackFullySuccessful: true, Conflicts.IsEmpty: true });
        Assert.Empty(_before.Diff(TreeManifest.Capture(_argo.Root)));
        Assert.Equal(
            ["a person's a.txt", "a person's b.txt"],
            Directory.GetFiles(_argo.PathOf(".argo/conflicts")).Select(File.ReadAllText)
                .Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_argo.PathOf(".argo/x")));
    }

    [Fact]
    public async Task Keeping_theirs_should_end_and_never_be_called_plainly_rolled_back()
    {
        await DecideAsync("a.txt", ConflictChoice.KeepMine);
        var end = Assert.Single((await DecideAsync("b.txt", ConflictChoice.KeepTheirs)).Ends);

        Assert.Equal(ExecutionState.RolledBack, end.State); // nothing is left to do
        Assert.Equal(ExecutionStatus.Partial, end.Result.ExecutionStatus); // and yet it is not as before
        Assert.True(end.Result is { RollbackFullySuccessful: false, DivergenceDetected: true,
            Conflicts.IsEmpty: true });
        Assert.Contains("b.txt", end.Result.DivergenceDetails, StringComparison.Ordinal);
        Assert.Contains(
            end.Result.Errors, error => error.Contains("as a person decided", StringComparison.Ordinal));
        Assert.Contains("b.txt", end.Record.CompletionReason, StringComparison.Ordinal);
        Assert.Equal(["b.txt"], end.Result.KeptPaths.AsEnumerable());
        await NeverSaysEverythingAsync();
        Assert.Equal("a person's b.txt", await File.ReadAllTextAsync(_argo.PathOf("b.txt")));
        Assert.Equal("old a", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Empty(Directory.GetFileSystemEntries(_argo.PathOf(".argo/x")));
    }

    [Fact]
    public async Task A_decision_about_another_path_should_be_refused_and_change_nothing()
    {
        var theirs = TreeManifest.Capture(_argo.Root);
        var failure = Assert.Single((await DecideAsync("c.txt", ConflictChoice.KeepMine)).Failures);
        Assert.Contains("a.txt, b.txt", failure.Reason, StringComparison.Ordinal);
        Assert.Empty(theirs.Diff(TreeManifest.Capture(_argo.Root)));
    }

    [Fact]
    public async Task A_decision_should_be_repeatable()
    {
        await DecideAsync("a.txt", ConflictChoice.KeepMine);
        var again = Assert.Single((await DecideAsync("a.txt", ConflictChoice.KeepMine)).Ends);
        Assert.Equal("b.txt", Assert.Single(again.Result.Conflicts).Path);
        Assert.Single(Directory.GetFiles(_argo.PathOf(".argo/conflicts")));
    }

    [Fact]
    public async Task A_start_should_not_try_again_at_once_but_a_person_may()
    {
        var tried = Assert.Single(await _argo.Archive.ListParkedAsync()).Entry.FinishedAt;
        await using (var other = await _argo.BesideAsync())
            Assert.Empty((await other.Argo.RecoverAsync(new ExecutionId("exec-unknown"))).Ends);
        Assert.Equal(tried, Assert.Single(await _argo.Archive.ListParkedAsync()).Entry.FinishedAt);

        File.Delete(_argo.PathOf("a.txt"));
        File.Delete(_argo.PathOf("b.txt"));
        var end = Assert.Single((await _argo.Argo.RecoverAsync(Id)).Ends);
        Assert.Equal(ExecutionState.RolledBack, end.State);
        Assert.Empty(_before.Diff(TreeManifest.Capture(_argo.Root)));
    }

    /// <summary>Wherever the end is told, what was kept is told with it.</summary>
    private async Task NeverSaysEverythingAsync()
    {
        var evidence = _argo.Services.GetRequiredService<IArgoEvidence>();
        var scaffold = (await _argo.Archive.PlanRollbackAsync(Id.Value))!;
        var receipt = Receipt.Read((await evidence.FindReceiptAsync(Id.Value))!).Predicate;
        string[] told =
        [
            string.Join('\n', (await evidence.VerifyAsync(Id.Value))!.Checked),
            string.Join('\n', (await evidence.TraceAsync(Id.Value))!.Roots.SelectMany(root => root.All())
                .Select(node => node.Detail)),
            string.Join('\n', scaffold.Warnings),
        ];
        Assert.All(told, text =>
        {
            Assert.DoesNotContain("everything was undone", text, StringComparison.Ordinal);
            Assert.Contains("b.txt (kept by decision)", text, StringComparison.Ordinal);
        });
        Assert.Equal(["b.txt"], receipt.KeptPaths.AsEnumerable());
    }

    private Task<ExecutionProtocol.Recovered> DecideAsync(string path, ConflictChoice choice) =>
        _argo.Argo.ResolveAsync(Id, new ConflictDecision(path, choice, "ada"));
}
