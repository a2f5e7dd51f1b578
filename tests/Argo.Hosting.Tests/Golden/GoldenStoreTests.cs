using Argo.Actors;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using Argo.Hosting.Adapters;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.TreeManifests;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Golden;

/// <summary>What the engine wrote that Argo had before Akka.NET stays in force.</summary>
public sealed class GoldenStoreTests
{
    private static readonly ExecutionState[] Ends =
    [
        ExecutionState.Aborted, ExecutionState.Completed, ExecutionState.Partial, ExecutionState.RolledBack,
    ];

    [Fact]
    public async Task Ends_should_be_listed_shown_and_verified_as_they_were_written()
    {
        using var golden = new GoldenStore("finished");
        await using var argo = await golden.StartAsync();

        var listed = await argo.Archive.ListAsync();
        Assert.Equal(Ends, listed.Select(entry => entry.State)); // the newest first
        foreach (var entry in listed)
        {
            var shown = (await argo.Archive.FindAsync(entry.ExecutionId))!;
            Assert.Equal(ExecutionStatusOf(entry.State), shown.Result!.ExecutionStatus);
            Assert.Equal(entry.ExecutionId, shown.Record!.ExecutionId);
            Assert.False(shown.IsLeftBehind);
        }

        var verdict = await Evidence(argo).VerifyAllAsync();
        Assert.Empty(verdict.Broken);
        Assert.Equal((4, 4), (verdict.Executions, verdict.LogSize));
    }

    [Fact]
    public async Task An_altered_row_should_still_be_found_broken()
    {
        using var golden = new GoldenStore("finished");
        await using var argo = await golden.StartAsync();
        argo.Sql("UPDATE executions SET state = 'rolled_back' WHERE execution_id = 'exec-completed'");
        var broken = Assert.Single((await Evidence(argo).VerifyAllAsync()).Broken);
        Assert.Equal("exec-completed", broken.Id);
    }

    [Fact]
    public async Task A_store_should_go_on_with_new_executions_beside_the_old_ones()
    {
        using var golden = new GoldenStore("finished");
        await using var argo = await golden.StartAsync();
        var other = HostedArgo.Plan(HostedArgo.WriteStep(1, "x.txt", "x"));
        await Assert.ThrowsAsync<ArgoException>( // an id that is known serves no other plan
            () => argo.ExecuteAsync(other, null, null, "exec-completed"));

        var end = await argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "fresh.txt", "fresh")));

        Assert.Equal(ExecutionState.Completed, end.State);
        Assert.Equal("fresh", await File.ReadAllTextAsync(argo.PathOf("fresh.txt")));
        Assert.False(File.Exists(argo.PathOf("x.txt")));
        var verdict = await Evidence(argo).VerifyAllAsync();
        Assert.Empty(verdict.Broken);
        Assert.Equal((5, 5), (verdict.Executions, verdict.LogSize));
    }

    [AsRootTheory]
    [InlineData("prepared", 0)]
    [InlineData("half", 2)]
    public async Task What_a_kill_left_should_be_undone_where_its_files_are_by_now(string name, int undone)
    {
        var before = Untouched();
        using var golden = new GoldenStore(name);
        var execution = new ExecutionId("exec-" + name);
        await using var argo = await golden.StartAsync();
        var failure = Assert.Single((await argo.Argo.RecoverAsync(execution)).Failures);
        Assert.Contains("--workspace DIR", failure.Reason, StringComparison.Ordinal);

        var recovered =
            await argo.Argo.RecoverInAsync(execution, new Relocation(golden.Workspace, "ada"));

        Assert.Empty(recovered.Failures);
        var end = Assert.Single(recovered.Ends);
        Assert.Equal(ExecutionState.RolledBack, end.State);
        Assert.Equal(undone, end.Result.StepsExecuted.Count(step => step.RollbackInvoked));
        Assert.Empty(before.Diff(golden.Tree()));
        Assert.Empty((await argo.Argo.RecoverAsync()).Ends);
        Assert.Empty((await Evidence(argo).VerifyAllAsync()).Broken);
        await argo.CloseAsync();
        Assert.Empty(golden.Stages());
    }

    /// <summary>
    /// Nothing was journaled, and the directory is another: whether it is as before cannot be known.
    /// </summary>
    [Fact]
    public async Task What_a_kill_left_before_its_journal_should_wait_untouched_for_a_person()
    {
        using var golden = new GoldenStore("staged");
        var execution = new ExecutionId("exec-staged");
        var before = golden.Tree();
        await using var argo = await golden.StartAsync();

        Assert.Single((await argo.Argo.RecoverAsync(execution)).Failures);
        Assert.Equal(ExecutionState.Running, Assert.Single(await argo.Archive.ListAsync()).State);
        Assert.Single(golden.Stages());

        var end = Assert.Single(
            (await argo.Argo.AbandonAsync(execution, new Abandonment("unpacked elsewhere", "ada"))).Ends);

        Assert.Equal(end.State, Assert.Single(await argo.Archive.ListAsync()).State);
        Assert.Empty(before.Diff(golden.Tree()));
        Assert.Empty((await Evidence(argo).VerifyAllAsync()).Broken);
    }

    [Theory]
    [InlineData("staged")]
    [InlineData("prepared")]
    [InlineData("half")]
    public async Task The_process_of_an_unfinished_row_should_be_taken_for_dead(string name)
    {
        using var golden = new GoldenStore(name);
        await using var argo = await golden.StartAsync();
        var owner = Assert.Single(await argo.Archive.ListAsync()).Owner!;
        Assert.Matches("^golden:[0-9]+:[0-9]+$", owner);
        Assert.False(ProcessOwner.IsAlive(owner));

        // The same row, had it been written on this machine under the number of a process that runs now.
        var reused = $"{Environment.MachineName}:{Environment.ProcessId}:{owner.Split(':')[2]}";
        argo.Sql($"UPDATE executions SET owner = '{reused}'");
        Assert.False(ProcessOwner.IsAlive(reused));
        Assert.True((await argo.Archive.FindAsync("exec-" + name))!.IsLeftBehind);
    }

    private static TreeManifest Untouched()
    {
        using var staged = new GoldenStore("staged"); // killed before its first swap
        return staged.Tree();
    }

    private static IArgoEvidence Evidence(HostedArgo argo) =>
        argo.Services.GetRequiredService<IArgoEvidence>();

    private static ExecutionStatus ExecutionStatusOf(ExecutionState state) => state switch
    {
        ExecutionState.Completed => ExecutionStatus.Success,
        ExecutionState.Partial => ExecutionStatus.Partial,
        ExecutionState.RolledBack => ExecutionStatus.RolledBack,
        _ => ExecutionStatus.Aborted,
    };
}
