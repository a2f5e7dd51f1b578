using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.TreeManifests;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// Argo's own state as an attack surface: detected, quarantined, said, and nothing touched.
/// </summary>
public sealed class JournalDamageTests : IAsyncLifetime
{
    private const string Id = "exec-parked";
    private HostedArgo _argo = null!;
    private TreeManifest _parked = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        foreach (var name in (string[])["a.txt", "b.txt", "c.txt", "d.txt"])
            _argo.Write(name, $"old {name}");
        await _argo.ParkAsync(Id, "a.txt", "b.txt");
        _parked = TreeManifest.Capture(_argo.Root);
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/etc/argo-was-here")]
    [InlineData(".argo/lock")]
    [InlineData("a/../../outside.txt")]
    [InlineData("")]
    public async Task An_undo_row_that_points_outside_should_quarantine_the_execution(string path)
    {
        await _argo.CloseAsync();
        Rewrite("""{"step_id":1,"swap":0,"kind":"overwrite","path":"a.txt" """, path);
        await using var again = await _argo.BesideAsync();

        var failure = Assert.Single((await again.Argo.RecoverAsync(new ExecutionId(Id))).Failures);
        Assert.Contains(Id, failure.Reason, StringComparison.Ordinal);
        Assert.Contains("quarantined", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("nothing was touched", failure.Reason, StringComparison.Ordinal);
        Assert.Empty(_parked.Diff(TreeManifest.Capture(_argo.Root)));
        Assert.False(File.Exists(Path.Combine(_argo.Root, "../outside.txt")));
        Assert.True(Directory.Exists(_argo.PathOf($".argo/x/{Id}.r1"))); // not even claimed
    }

    [Theory]
    [InlineData("message = X'7B22'")]
    [InlineData("message = CAST('{\"plan\":null}' AS BLOB)")]
    [InlineData("manifest = 'rollback-prepared.v9'")]
    [InlineData("identifier = NULL")]
    public async Task A_damaged_journal_should_stop_its_own_recovery_and_no_other(string damage)
    {
        await _argo.ParkAsync("exec-other", "c.txt", "d.txt");
        await _argo.CloseAsync();
        _argo.Sql(
            $"UPDATE journal SET {damage} WHERE persistence_id = 'rollback-{Id}' AND sequence_number = 1");
        File.Delete(_argo.PathOf("c.txt"));
        File.Delete(_argo.PathOf("d.txt"));
        await using var again = await _argo.BesideAsync();

        var recovered = await again.Argo.RecoverAsync();
        Assert.Equal("exec-other", Assert.Single(recovered.Ends).ExecutionId.Value);
        Assert.Equal("old c.txt", await File.ReadAllTextAsync(_argo.PathOf("c.txt")));
        var failure = Assert.Single(recovered.Failures);
        Assert.Equal(Id, failure.ExecutionId.Value);
        Assert.Contains("quarantined", failure.Reason, StringComparison.Ordinal);
        Assert.Equal("a person's a.txt", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Equal("old a.txt", await File.ReadAllTextAsync(_argo.PathOf($".argo/x/{Id}.r1/0")));
    }

    [Fact]
    public async Task A_damaged_plan_in_the_store_should_stop_its_own_recovery_and_no_other()
    {
        await _argo.ParkAsync("exec-other", "c.txt", "d.txt");
        await _argo.CloseAsync();
        _argo.Sql($"""
            UPDATE artifacts SET json = X'7B22' WHERE digest =
              (SELECT plan_digest FROM executions WHERE execution_id = '{Id}')
            """);
        File.Delete(_argo.PathOf("c.txt"));
        File.Delete(_argo.PathOf("d.txt"));
        await using var again = await _argo.BesideAsync();

        var recovered = await again.Argo.RecoverAsync();
        Assert.Equal("exec-other", Assert.Single(recovered.Ends).ExecutionId.Value);
        Assert.Equal(Id, Assert.Single(recovered.Failures).ExecutionId.Value);
    }

    [Fact]
    public async Task A_deleted_database_should_be_told_and_the_originals_left_alone()
    {
        await _argo.CloseAsync();
        foreach (var file in Directory.GetFiles(_argo.Data, "argo.db*"))
            File.Delete(file);
        await using var again = await _argo.BesideAsync();

        var stages = again.Services.GetRequiredService<IArgoStages>();
        Assert.Equal(
            _argo.PathOf($".argo/x/{Id}.r1"), Assert.Single(await stages.FindUnknownAsync(again.Root)).Path);
        var end = await again.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "c.txt", "new")));
        Assert.Equal(ExecutionState.Aborted, end.State); // the tree may be half changed
        Assert.Contains($"{Id}.r1", end.Result.AbortReason, StringComparison.Ordinal);
        Assert.Contains("recover --data", end.Result.AbortReason, StringComparison.Ordinal);
        Assert.Equal("old c.txt", await File.ReadAllTextAsync(_argo.PathOf("c.txt")));
        Assert.Equal("old a.txt", await File.ReadAllTextAsync(_argo.PathOf($".argo/x/{Id}.r1/0")));
        Assert.Equal("a person's a.txt", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
    }

    [Fact]
    public async Task An_execution_of_the_same_id_should_not_take_over_what_a_deleted_database_left()
    {
        await _argo.CloseAsync();
        foreach (var file in Directory.GetFiles(_argo.Data, "argo.db*"))
            File.Delete(file);
        await using var again = await _argo.BesideAsync();

        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "c.txt", "new"));
        var report = await again.DryRunAsync(plan);
        var end = await again.ExecuteAsync(plan, report, await again.ApproveAsync(report), Id);
        Assert.Equal(ExecutionState.Aborted, end.State);
        Assert.Equal("old a.txt", await File.ReadAllTextAsync(_argo.PathOf($".argo/x/{Id}.r1/0")));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    public async Task A_truncated_database_should_be_refused_and_left_as_it_is(int bytes)
    {
        await _argo.CloseAsync();
        var path = Path.Combine(_argo.Data, "argo.db");
        await using (var file = new FileStream(path, FileMode.Open))
            file.SetLength(bytes);
        var refusal = await Assert.ThrowsAsync<ArgoException>(_argo.BesideAsync);
        Assert.Equal(ArgoFault.NotReachable, refusal.Fault); // exit code 4
        Assert.Contains("argo.db", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, new FileInfo(path).Length);
    }

    /// <summary>Gives the first row of the journaled undo plan another path.</summary>
    private void Rewrite(string from, string path)
    {
        var known = from.TrimEnd();
        var forged = known.Replace("a.txt", path, StringComparison.Ordinal);
        _argo.Sql($"""
            UPDATE journal SET message = CAST(REPLACE(CAST(message AS TEXT), '{known}', '{forged}') AS BLOB)
            WHERE persistence_id = 'rollback-{Id}' AND INSTR(CAST(message AS TEXT), '{known}') > 0
            """);
    }
}
