using System.Text;
using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Hosting.Tests.Endings;

/// <summary>
/// What other programs put into a directory, or write through a descriptor that they had open, while a plan
/// takes the original out of the tree.
/// </summary>
public sealed class ForeignBytesTests : IAsyncLifetime
{
    private const string Theirs = "theirs, and nobody else has it";

    private HostedArgo _argo = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        Seed(_argo);
    }

    public Task DisposeAsync() => _argo.DisposeAsync().AsTask();

    [Theory]
    [InlineData(false, "delete", "")]
    [InlineData(true, "delete", "")]
    [InlineData(false, "move", "")]
    [InlineData(false, "copy", "")]
    [InlineData(false, "delete", "and goes on")]
    public async Task What_others_put_into_a_directory_before_its_step_should_stop_the_step(
        bool watches, string verb, string onFailure)
    {
        await using var argo = await HostedArgo.StartAsync(
            settings: options => options.WatchWorkspace = watches, hasFailpoints: true);
        Seed(argo);
        var before = TreeManifest.Capture(argo.Root);
        OnceAt(argo, "swap.rename.before", () => File.WriteAllText(argo.PathOf("del/x/q"), Theirs));
        var more = onFailure.Length > 0 ? ", \"on_failure\": \"continue\"" : "";
        var end = await RunAsync(argo, HostedArgo.Plan(Step(verb), more));

        Assert.Equal(ExecutionState.RolledBack, end.State);
        Assert.Equal(Theirs, await File.ReadAllTextAsync(argo.PathOf("del/x/q")));
        Assert.Equal("del/x/q: new", Assert.Single(before.Diff(TreeManifest.Capture(argo.Root))));
        Assert.Contains("q", end.Result.DivergenceDetails, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(argo.PathOf(".argo/x")));
    }

    [Theory]
    [InlineData("delete", ".argo/x/exec-1/0/x")]
    [InlineData("move", "moved/x")]
    [InlineData("copy", "del/x")]
    public async Task What_others_put_into_a_directory_after_its_step_should_undo_everything(
        string verb, string directory)
    {
        var before = TreeManifest.Capture(_argo.Root);
        OnceAfter(_argo, "swap.rename.after", "flush.syncfs.before", () =>
            File.WriteAllText(_argo.PathOf($"{directory}/q"), Theirs));
        var end = await RunAsync(_argo, HostedArgo.Plan(Step(verb)));

        Assert.Equal(ExecutionStatus.RolledBack, end.Result.ExecutionStatus);
        Assert.True(end.Result.RollbackFullySuccessful);
        Assert.Equal("del/x/q: new", Assert.Single(before.Diff(TreeManifest.Capture(_argo.Root))));
        Assert.Contains("'x/q'", end.Result.DivergenceDetails, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log.txt", "modify")]
    [InlineData("log.txt", "delete")]
    [InlineData("log.txt", "move-over")]
    [InlineData("del/x/inner.txt", "delete-directory")]
    public async Task What_a_program_writes_to_a_file_that_it_had_open_should_come_back_with_the_file(
        string path, string change)
    {
        using var logger = OpenLog(path);
        OnceAfter(_argo, "swap.rename.after", "flush.syncfs.before", () => Append(logger));
        var end = await RunAsync(_argo, HostedArgo.Plan(Change(change)));

        Assert.Equal(ExecutionState.RolledBack, end.State);
        Assert.Equal(ExecutionStatus.RolledBack, end.Result.ExecutionStatus);
        Assert.EndsWith(Theirs, await File.ReadAllTextAsync(_argo.PathOf(path)), StringComparison.Ordinal);
        Assert.Contains(path.Split('/')[0], end.Result.DivergenceDetails, StringComparison.Ordinal);
        Assert.Empty(end.Result.Conflicts);
        Assert.Empty(Directory.GetFileSystemEntries(_argo.PathOf(".argo/x")));
        Assert.Empty(Directory.GetFileSystemEntries(_argo.PathOf(".argo/conflicts")));
        Append(logger); // the very file is at its place again
        Assert.EndsWith(
            Theirs + Theirs, await File.ReadAllTextAsync(_argo.PathOf(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log.txt", "modify", true)]
    [InlineData("log.txt", "modify", false)]
    [InlineData("del/x/inner.txt", "delete-directory", true)]
    [InlineData("del/x/inner.txt", "delete-directory", false)]
    public async Task An_original_that_was_written_to_after_the_end_or_is_still_open_should_be_kept_and_told(
        string path, string change, bool closes)
    {
        using var logger = OpenLog(path);
        OnceAfter(_argo, "flush.syncfs.after", "commit.completed.after", () =>
        {
            if (!closes)
                return;
            Append(logger);
            logger.Dispose();
        });
        var end = await RunAsync(_argo, HostedArgo.Plan(Change(change)));

        Assert.Equal(ExecutionState.Completed, end.State);
        var kept = Assert.Single(Directory.GetFileSystemEntries(_argo.PathOf(".argo/conflicts")));
        if (!closes)
            Append(logger);
        var file = File.Exists(kept) ? kept : Path.Combine(kept, "x/inner.txt");
        Assert.EndsWith(Theirs, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.True(end.Result.DivergenceDetected);
        Assert.Contains(
            Path.GetRelativePath(_argo.Root, kept), end.Result.DivergenceDetails, StringComparison.Ordinal);
        Assert.Contains(
            closes ? "after it was taken out" : "open for writing", end.Result.DivergenceDetails,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_argo.PathOf(".argo/x")));
    }

    [Fact]
    public async Task A_program_that_only_reads_an_original_should_not_have_it_kept()
    {
        await using var reader = File.OpenRead(_argo.PathOf("log.txt"));
        var end = await RunAsync(_argo, HostedArgo.Plan(Change("modify")));

        Assert.Equal(ExecutionState.Completed, end.State);
        Assert.False(end.Result.DivergenceDetected, end.Result.DivergenceDetails);
        Assert.Empty(Directory.GetFileSystemEntries(_argo.PathOf(".argo/conflicts")));
    }

    [Theory]
    [InlineData("log.txt", "modify")]
    [InlineData("del/x/inner.txt", "delete-directory")]
    public async Task A_dry_run_should_warn_of_a_program_that_has_an_original_open_for_writing(
        string path, string change)
    {
        var plan = HostedArgo.Plan(Change(change));
        var before = Assert.Single((await _argo.DryRunAsync(plan)).StepsSimulated);
        Assert.DoesNotContain(before.CanFail, IsOfWriter);
        using var logger = OpenLog(path);
        var report = await _argo.DryRunAsync(plan);

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        var warning = Assert.Single(Assert.Single(report.StepsSimulated).CanFail, IsOfWriter);
        Assert.Contains(path, warning, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", warning, StringComparison.Ordinal);
        Assert.Contains(warning, report.Summary, StringComparison.Ordinal);
    }

    private static bool IsOfWriter(string warning) =>
        warning.Contains("open for writing", StringComparison.Ordinal);

    private static void Seed(HostedArgo argo)
    {
        argo.Write("log.txt", "first line\n");
        argo.Write("del/x/inner.txt", "inner\n");
        argo.Write("del/other.txt", "other\n");
        argo.Write("over.txt", "moved over the log");
    }

    private FileStream OpenLog(string path) =>
        new(_argo.PathOf(path), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private static void Append(FileStream logger)
    {
        logger.Write(Encoding.UTF8.GetBytes(Theirs));
        logger.Flush();
    }

    private static async Task<ExecutionEnd> RunAsync(HostedArgo argo, ExecutionPlanArtifact plan)
    {
        var handler = argo.Failpoint;
        argo.Failpoint = null;
        var report = await argo.DryRunAsync(plan);
        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        var approval = await argo.ApproveAsync(report);
        argo.Failpoint = handler;
        return await argo.ExecuteAsync(plan, report, approval, "exec-1");
    }

    private static string Step(string verb) =>
        $$"""{"step_id": 1, "action_type": "{{verb}}", "target": "del", "parameters": """
        + (verb == "delete" ? """{"recursive": true} }""" : """{"destination": "moved"} }""");

    private static string Change(string change) => change switch
    {
        "delete-directory" => Step("delete"),
        "delete" => """{"step_id": 1, "action_type": "delete", "target": "log.txt"}""",
        "modify" => """
            {"step_id": 1, "action_type": "modify", "target": "log.txt",
             "parameters": {"prepend": "# log\n"} }
            """,
        _ => """
            {"step_id": 1, "action_type": "move", "target": "over.txt",
             "parameters": {"destination": "log.txt", "overwrite": true} }
            """,
    };

    private static void OnceAt(HostedArgo argo, string point, Action act) =>
        OnceAfter(argo, point, point, act);

    /// <summary>Acts once at a point, after another one was reached.</summary>
    private static void OnceAfter(HostedArgo argo, string first, string then, Action act)
    {
        var (isArmed, isDone) = (false, 0);
        argo.Failpoint = name =>
        {
            isArmed |= name == first;
            if (isArmed && name == then && Interlocked.Exchange(ref isDone, 1) == 0)
                act();
        };
    }
}
