using System.Collections.Concurrent;
using System.Globalization;
using Argo.Artifacts.Security;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.TreeManifests;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Argo.Hosting.Tests.Diagnostics;

public sealed class DoctorTests : IAsyncLifetime
{
    private HostedArgo _argo = null!;

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(hasFailpoints: true);
        _argo.Write("a.txt", "old a");
        _argo.Write("b.txt", "old b");
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    [Fact]
    public async Task A_sound_host_should_be_called_sound_and_be_left_as_it_is()
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        await _argo.CloseAsync();
        var (data, tree) = (TreeManifest.Capture(_argo.Data), TreeManifest.Capture(_argo.Root));

        var report = Examine();
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
        Assert.Contains(report.Findings, f => f is { Check: "workspace", Status: DoctorStatus.Ok });
        Assert.Empty(data.Diff(TreeManifest.Capture(_argo.Data)));
        Assert.Empty(tree.Diff(TreeManifest.Capture(_argo.Root)));
    }

    [Fact]
    public async Task A_running_host_should_be_sound_too()
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        var report = Examine();
        Assert.True(report.IsSound, string.Join('\n', report.Findings));
    }

    [Fact]
    public async Task A_conflict_should_be_a_problem_with_the_words_to_type()
    {
        await _argo.ParkAsync("exec-parked", "a.txt", "b.txt");
        var problems = Problems();
        Assert.Equal(2, problems.Length);
        Assert.All(
            problems, problem => Assert.Contains("--keep-mine", problem.Remedy, StringComparison.Ordinal));
        Assert.Contains(Examine().Findings,
            f => f.Detail.Contains("keeps the originals of exec-parked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lockdown_should_be_a_problem_until_it_is_taken_back()
    {
        var security = _argo.Services.GetRequiredService<IArgoSecurity>();
        await security.EscalateAsync(SecurityState.Lockdown, "intruder", "ada");
        var problem = Assert.Single(Problems());
        Assert.Contains("LOCKDOWN: intruder (set by ada)", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("argo unlock", problem.Remedy, StringComparison.Ordinal);

        await security.UnlockAsync("false alarm", "grace");
        Assert.True(Examine().IsSound);
    }

    [Fact]
    public async Task A_stray_stage_should_be_said_once_at_a_start_and_listed_with_what_to_do()
    {
        var said = new ConcurrentQueue<string>();
        await using var argo = await HostedArgo.StartAsync(services =>
            services.AddSingleton<ILogger>(
                new LoggerConfiguration().WriteTo.Sink(new Listener(said)).CreateLogger()));
        var stage = Directory.CreateDirectory(argo.PathOf(".argo/x/exec-of-nobody")).FullName;
        await argo.WorkspaceAsync();
        await argo.WorkspaceAsync();

        Assert.Single(said, line => line.Contains(stage, StringComparison.Ordinal));
        var finding = Assert.Single(
            argo.Services.GetRequiredService<IArgoDoctor>().Examine(argo.Root).Findings,
            f => f.Detail.Contains("exec-of-nobody", StringComparison.Ordinal));
        Assert.Contains("look into", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_others_may_read_should_be_a_problem()
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        File.SetUnixFileMode(
            Path.Combine(_argo.Data, "host-key.pem"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.StartsWith("chmod 600", Assert.Single(Problems()).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_of_nobody_should_be_a_problem()
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        Directory.CreateDirectory(_argo.PathOf(".argo/x/exec-unknown.r3"));
        Assert.Contains("exec-unknown.r3", Assert.Single(Problems()).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "UPDATE executions SET state = 'rolled_back'", "the journal, which is the truth, says completed")]
    [InlineData("UPDATE executions SET state = 'running', owner = 'elsewhere:1:1'",
        "cannot be told from here; nobody holds its workspace")]
    [InlineData("DELETE FROM executions", "the index of executions does not")]
    public async Task An_index_that_disagrees_with_the_journal_should_be_a_problem(string sql, string detail)
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        await _argo.CloseAsync();
        _argo.Sql(sql);
        Assert.Contains(detail, Assert.Single(Problems()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_journal_should_be_a_problem_that_names_its_execution()
    {
        await _argo.ParkAsync("exec-parked", "a.txt", "b.txt");
        await _argo.CloseAsync();
        _argo.Sql("UPDATE journal SET message = X'7B22' WHERE sequence_number = 1");
        var problem = Assert.Single(Problems());
        Assert.Equal("exec-parked", problem.Subject);
        Assert.Contains("quarantined", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_should_be_a_problem_and_its_workspace_s_originals_be_told()
    {
        await _argo.ParkAsync("exec-parked", "a.txt", "b.txt");
        await _argo.CloseAsync();
        await File.WriteAllTextAsync(Path.Combine(_argo.Data, "argo.db"), new string('x', 8192));
        Assert.Contains(".argo/x", Assert.Single(Problems()).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_is_gone_should_be_a_problem_while_something_in_it_has_not_ended()
    {
        await _argo.ParkAsync("exec-parked", "a.txt", "b.txt");
        await _argo.CloseAsync();
        Directory.Move(_argo.Root, $"{_argo.Root}-elsewhere");
        Assert.Contains(Problems(), problem => problem.Check is "workspace");
    }

    [Fact]
    public async Task A_workspace_that_is_gone_and_refers_to_nothing_should_need_nobody()
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        await _argo.CloseAsync();
        Directory.Move(_argo.Root, $"{_argo.Root}-elsewhere");
        Assert.Empty(Problems());
    }

    [Fact]
    public async Task A_name_whose_directory_is_gone_should_be_a_problem_until_it_is_taken_back()
    {
        var names = _argo.Services.GetRequiredService<IArgoWorkspaces>();
        await names.AddAsync("site", _argo.Root, "ada");
        Directory.Move(_argo.Root, $"{_argo.Root}-elsewhere");
        Assert.Contains("argo workspace remove site", Assert.Single(Problems()).Remedy,
            StringComparison.Ordinal);
        await names.RemoveAsync("site");
        Assert.True(Examine().IsSound);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_should_be_a_problem_and_nothing_more()
    {
        await _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        var report = Examine(new Behind());
        Assert.Equal("clock", Assert.Single(report.Findings, f => f.Status is DoctorStatus.Problem).Check);
        Assert.DoesNotContain(Examine().Findings, f => f.Check is "clock");
    }

    [Fact]
    public async Task A_file_among_the_trusted_keys_that_is_none_should_be_a_problem()
    {
        var keys = Path.Combine(_argo.Data, "trusted-keys");
        Directory.CreateDirectory(keys);
        await File.WriteAllTextAsync(Path.Combine(keys, "other.pem"), "no key");
        Assert.Contains("counts for nothing", Assert.Single(Problems()).Detail, StringComparison.Ordinal);
    }

    private sealed class Behind : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(-2);
    }

    private DoctorFinding[] Problems() =>
        [.. Examine().Findings.Where(f => f.Status is DoctorStatus.Problem)];

    private DoctorReport Examine(TimeProvider? time = null) =>
        new ArgoDoctor(new ArgoOptions { DataDirectory = _argo.Data }, time ?? TimeProvider.System).Examine();

    private sealed class Listener(ConcurrentQueue<string> said) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) =>
            said.Enqueue(logEvent.RenderMessage(CultureInfo.InvariantCulture));
    }
}
