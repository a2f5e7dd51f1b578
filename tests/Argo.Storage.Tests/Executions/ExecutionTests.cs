using Argo.Artifacts.Executions;
using Argo.Storage.Repositories;
using Argo.Storage.Tests.Databases;

namespace Argo.Storage.Tests.Executions;

public abstract class ExecutionTests(StoreFixture temp) : IAsyncLifetime
{
    private readonly StoreFixture _temp = temp;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Get_should_hand_back_every_field_of_an_entry()
    {
        var entry = Some.Execution("e-1") with
        {
            ReportDigest = "d2",
            ApprovalDigest = "d3",
            Owner = "host:1",
            Epoch = 7,
            FinishedAt = Some.Moment.AddTicks(1),
            CancelReason = "enough",
            ResultDigest = "d4",
            RecordDigest = "d5",
        };
        await _temp.Open().Executions.AdmitAsync(entry);
        var bare = await (await _temp.ReopenAsync()).Executions.AdmitAsync(Some.Execution("e-2"));

        Assert.True(bare.IsNew);
        Assert.Equal(entry, await _temp.Open().Executions.GetAsync("e-1"));
        Assert.Equal(Some.Execution("e-2"), await _temp.Open().Executions.GetAsync("e-2"));
    }

    [StoreTheory]
    [InlineData(ExecutionState.Queued, "queued")]
    [InlineData(ExecutionState.Running, "running")]
    [InlineData(ExecutionState.Completed, "completed")]
    [InlineData(ExecutionState.Partial, "partial")]
    [InlineData(ExecutionState.RolledBack, "rolled_back")]
    [InlineData(ExecutionState.Aborted, "aborted")]
    [InlineData(ExecutionState.Parked, "parked")]
    [InlineData(ExecutionState.Halted, "halted")]
    public async Task States_should_be_stored_as_words(ExecutionState state, string word)
    {
        var store = _temp.Open();
        await store.Executions.AdmitAsync(Some.Execution("e", state));
        Assert.Equal(word, Assert.Single(_temp.Rows("SELECT state FROM executions"))[0]);
        Assert.Equal(state, (await store.Executions.GetAsync("e"))!.State);
    }

    [StoreFact]
    public async Task A_second_submission_should_find_the_first_as_it_stands()
    {
        var store = _temp.Open();
        var first = await store.Executions.AdmitAsync(Some.Execution("e"));
        await store.Executions.FinishAsync(Some.Finished("e"));

        var second =
            await _temp.Open().Executions.AdmitAsync(Some.Execution("e") with { PlanDigest = "other" });

        Assert.Equal((true, false), (first.IsNew, second.IsNew));
        Assert.Equal((ExecutionState.Completed, "d1"), (second.Entry.State, second.Entry.PlanDigest));
    }

    [StoreFact]
    public async Task Fifty_submissions_of_one_id_should_admit_one()
    {
        ArgoStore[] stores = [_temp.Open(), _temp.Open()];
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            stores[i % 2].Executions.AdmitAsync(Some.Execution("e") with { PlanDigest = "d" + i })));
        var winner = Assert.Single(answers, answer => answer.IsNew);
        Assert.All(answers, answer => Assert.Equal(winner.Entry, answer.Entry));
    }

    [StoreFact]
    public async Task Get_should_take_a_unique_prefix_and_prefer_an_exact_id()
    {
        var store = await WithAsync("exec-12", "exec-123", "exec-2", "exec%");
        Assert.Equal("exec-12", (await store.Executions.GetAsync("exec-12"))!.ExecutionId);
        Assert.Equal("exec-123", (await store.Executions.GetAsync("exec-123"))!.ExecutionId);
        Assert.Equal("exec-2", (await store.Executions.GetAsync("exec-2"))!.ExecutionId);
        Assert.Equal("exec%", (await store.Executions.GetAsync("exec%"))!.ExecutionId);
        Assert.Null(await store.Executions.GetAsync("exec-3"));
        Assert.Null(await store.Executions.GetAsync("xec"));
    }

    [StoreFact]
    public async Task An_ambiguous_prefix_should_be_refused_with_examples()
    {
        var store = await WithAsync("exec-12", "exec-13", "exec-14");
        var error = await Assert.ThrowsAsync<StoreException>(() => store.Executions.GetAsync("exec-1"));
        Assert.Equal(StoreFault.Conflict, error.Fault);
        Assert.Contains("exec-12, exec-13 and others", error.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task List_should_show_the_newest_first_and_keep_to_its_filter()
    {
        var store = _temp.Open();
        for (var i = 0; i < 6; i++)
        {
            await store.Executions.AdmitAsync(Some.Execution("e" + i) with
            {
                SubmittedAt = Some.Moment.AddMinutes(i % 5), // e0 and e5 at the same time
                Workspace = i % 2 == 0 ? "even" : "odd",
                State = i < 2 ? ExecutionState.Running : ExecutionState.Completed,
            });
        }

        Assert.Equal(["e4", "e3", "e2", "e1", "e5", "e0"], await ListAsync(store, new()));
        Assert.Equal(["e4", "e3"], await ListAsync(store, new() { Limit = 2 }));
        Assert.Equal(["e1", "e0"], await ListAsync(store, new() { State = ExecutionState.Running }));
        Assert.Equal(["e4", "e2", "e0"], await ListAsync(store, new() { Workspace = "even" }));
        var all = new ExecutionFilter { Workspace = "even", State = ExecutionState.Completed, Limit = 1 };
        Assert.Equal(["e4"], await ListAsync(store, all));
        Assert.Empty(await ListAsync(store, new() { Workspace = "none" }));
    }

    [StoreFact]
    public async Task Unfinished_should_list_what_recovery_cares_for_in_order_of_submission()
    {
        var store = _temp.Open();
        foreach (var state in Enum.GetValues<ExecutionState>())
        {
            var at = Some.Moment.AddMinutes(-(int)state);
            await store.Executions.AdmitAsync(Some.Execution("e-" + state, state) with { SubmittedAt = at });
        }

        Assert.Equal(
            ["e-Parked", "e-Running", "e-Queued"],
            (await store.Executions.UnfinishedAsync()).Select(entry => entry.ExecutionId));
    }

    [StoreFact]
    public async Task Update_should_move_the_state_and_keep_the_owner_unless_told()
    {
        var store = await WithAsync("e");
        Assert.True(await store.Executions.UpdateStateAsync("e", ExecutionState.Running, "host:1"));
        Assert.True(await store.Executions.UpdateStateAsync("e", ExecutionState.Parked));
        var entry = await store.Executions.GetAsync("e");
        Assert.Equal((ExecutionState.Parked, "host:1"), (entry!.State, entry.Owner));
        Assert.False(await store.Executions.UpdateStateAsync("nobody", ExecutionState.Running));
    }

    [StoreFact]
    public async Task Finish_should_keep_the_ending_and_its_artifacts_together()
    {
        var store = await WithAsync("e");
        Assert.True(await store.Executions.FinishAsync(Some.Finished("e")));
        store = await _temp.ReopenAsync();

        var entry = await store.Executions.GetAsync("e");
        Assert.Equal(
            (ExecutionState.Completed, "r-e", "c-e", (DateTimeOffset?)Some.Moment.AddMinutes(1)),
            (entry!.State, entry.ResultDigest, entry.RecordDigest, entry.FinishedAt));
        Assert.Equal("result-e", (await store.Artifacts.GetAsync("r-e"))!.ArtifactId);
        Assert.Equal("record", (await store.Artifacts.GetAsync("c-e"))!.Kind);
    }

    [StoreFact]
    public async Task Finish_of_an_unknown_execution_should_keep_nothing()
    {
        var store = _temp.Open();
        Assert.False(await store.Executions.FinishAsync(Some.Finished("nobody")));
        Assert.Null(await store.Artifacts.GetAsync("r-nobody"));
    }

    [StoreFact]
    public async Task Finish_should_be_all_or_nothing()
    {
        var store = await WithAsync("e");
        var broken = Some.Finished("e") with
        {
            Artifacts = [Some.Artifact("result", "r", "r-e"), new("x", null!, "x", default)],
        };
        await Assert.ThrowsAsync<StoreException>(() => store.Executions.FinishAsync(broken));
        Assert.Equal(ExecutionState.Queued, (await store.Executions.GetAsync("e"))!.State);
        Assert.Null(await store.Artifacts.GetAsync("r-e"));
    }

    [StoreTheory]
    [InlineData(ExecutionState.Queued)]
    [InlineData(ExecutionState.Running)]
    public async Task Finish_should_refuse_a_state_that_is_no_ending(ExecutionState state)
    {
        var store = await WithAsync("e");
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.Executions.FinishAsync(Some.Finished("e", state)));
    }

    [StoreFact]
    public async Task A_cancel_request_should_reach_another_process_and_keep_its_first_reason()
    {
        var store = await WithAsync("e1", "e2", "e3", "e4");
        await store.Executions.UpdateStateAsync("e2", ExecutionState.Running, "b:2:2");
        foreach (var id in new[] { "e1", "e3", "e4" })
            await store.Executions.UpdateStateAsync(id, ExecutionState.Running, "a:1:1");
        Assert.True(await store.Executions.RequestCancelAsync("e1", "wrong plan"));
        Assert.True(await store.Executions.RequestCancelAsync("e1", "again"));
        Assert.True(await store.Executions.RequestCancelAsync("e2", "of another process"));
        Assert.True(await store.Executions.RequestCancelAsync("e4", "too late"));
        Assert.True(await store.Executions.FinishAsync(Some.Finished("e4")));

        var other = _temp.Open();
        Assert.Equal([("e1", "wrong plan")], await other.Executions.CancelRequestsAsync("a:1:1"));
        Assert.Empty(await other.Executions.CancelRequestsAsync("nobody"));
        Assert.Equal("wrong plan", (await other.Executions.GetAsync("e1"))!.CancelReason);
    }

    [StoreFact]
    public async Task A_cancel_request_for_what_has_ended_should_be_refused()
    {
        var store = await WithAsync("e");
        await store.Executions.FinishAsync(Some.Finished("e"));
        Assert.False(await store.Executions.RequestCancelAsync("e", "too late"));
        Assert.False(await store.Executions.RequestCancelAsync("nobody", "who?"));
        Assert.Null((await store.Executions.GetAsync("e"))!.CancelReason);
    }

    [StoreFact]
    public async Task A_state_that_nobody_knows_should_be_reported_not_guessed()
    {
        var store = await WithAsync("e");
        _temp.Run("UPDATE executions SET state = 'melted'");
        var error = await Assert.ThrowsAsync<StoreException>(() => store.Executions.GetAsync("e"));
        Assert.Equal(StoreFault.Corrupt, error.Fault);
        Assert.Contains("'melted' as the state of e", error.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> ListAsync(ArgoStore store, ExecutionFilter filter) =>
        (await store.Executions.ListAsync(filter)).Select(entry => entry.ExecutionId);

    private async Task<ArgoStore> WithAsync(params string[] ids)
    {
        var store = _temp.Open();
        foreach (var id in ids)
            await store.Executions.AdmitAsync(Some.Execution(id));
        return store;
    }
}
