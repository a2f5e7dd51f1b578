using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;
using Argo.Hosting.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Security;

/// <summary>What a lockdown forbids, whoever says it: a person, the host's monitor, a file.</summary>
public sealed class LockdownTests : IAsyncLifetime
{
    private readonly HostMonitor _monitor = new();
    private HostedArgo _argo = null!;

    private IArgoSecurity Security => _argo.Services.GetRequiredService<IArgoSecurity>();

    private string SecurityFile => Path.Combine(_argo.Data, "..", "security.json");

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync(
            services => services.AddSingleton<ISecurityMonitor>(_monitor),
            options => options.SecurityFile = Path.Combine(options.DataDirectory, "..", "security.json"));
        _argo.Write("a.txt", "old");
    }

    public async Task DisposeAsync() => await _argo.DisposeAsync();

    [Fact]
    public async Task A_lockdown_should_refuse_before_gate_1_and_change_nothing()
    {
        await Security.EscalateAsync(SecurityState.Lockdown, "intruder", "ada");
        var end = await WriteAsync();

        Assert.Equal(ExecutionStatus.Aborted, end.Result.ExecutionStatus);
        Assert.Contains("LOCKDOWN", end.Result.AbortReason, StringComparison.OrdinalIgnoreCase);
        Assert.False(end.Result.Gates[0].Passed);
        Assert.Equal("old", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
        Assert.Equal(SecurityState.Lockdown, end.Record.SecuritySnapshotPre.SecurityState);
    }

    [Fact]
    public async Task A_lockdown_should_hold_in_every_host_of_the_store()
    {
        await using var other = await _argo.BesideAsync();
        var there = other.Services.GetRequiredService<IArgoSecurity>();
        await there.EscalateAsync(SecurityState.Compromised, "intruder", "ada");

        Assert.Equal(SecurityState.Compromised, (await Security.GetAsync()).SecurityState);
        Assert.Equal(ExecutionStatus.Aborted, (await WriteAsync()).Result.ExecutionStatus);
    }

    [Fact]
    public async Task Unlocking_should_let_executions_run_again()
    {
        await Security.EscalateAsync(SecurityState.Lockdown, "intruder", "ada");
        var status = await Security.UnlockAsync("false alarm", "grace");

        Assert.Equal((SecurityState.Secure, "grace"), (status.SecurityState, status.SetBy));
        var end = await WriteAsync();
        Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
        Assert.Equal(SecurityState.Secure, end.Record.SecuritySnapshotPost!.SecurityState);
    }

    [Fact]
    public async Task A_degraded_host_should_run_and_say_so_in_the_record()
    {
        await Security.EscalateAsync(SecurityState.Degraded, "the scanner is down", "ada");
        var end = await WriteAsync();

        Assert.Equal(ExecutionStatus.Success, end.Result.ExecutionStatus);
        Assert.Equal(SecurityState.Degraded, end.Record.SecuritySnapshotPre.SecurityState);
    }

    [Theory]
    [InlineData(SecurityState.Secure, SecurityState.Lockdown, SecurityState.Lockdown)]
    [InlineData(SecurityState.Compromised, SecurityState.Degraded, SecurityState.Compromised)]
    public async Task The_worse_of_monitor_and_lockdown_should_hold(
        SecurityState monitor, SecurityState set, SecurityState holds)
    {
        _monitor.Reading = new SecurityReading(monitor, BoundaryState.Elevated);
        var status = await Security.EscalateAsync(set, "because", "ada");

        Assert.Equal((holds, BoundaryState.Elevated), (status.SecurityState, status.BoundaryState));
        Assert.Equal(ExecutionStatus.Aborted, (await WriteAsync()).Result.ExecutionStatus);
    }

    [Fact]
    public async Task A_monitor_that_fails_should_let_nothing_run()
    {
        _monitor.Fails = true;
        var end = await WriteAsync();
        Assert.Contains("does not answer", end.Result.AbortReason, StringComparison.Ordinal);
        Assert.Equal(SecurityState.Unknown, end.Record.SecuritySnapshotPre.SecurityState);
    }

    [Theory]
    [InlineData("", "LOCKDOWN")]
    [InlineData("""{"security_state": "COMPROMISED", "reason": "ids alert 7"}""", "COMPROMISED")]
    [InlineData("""{"security_state": "fine"}""", "does not answer")]
    [InlineData("""{"secure": true}""", "does not answer")]
    [InlineData("not json", "does not answer")]
    public async Task A_security_file_that_does_not_say_secure_should_let_nothing_run(string text, string why)
    {
        await File.WriteAllTextAsync(SecurityFile, text);
        Assert.Contains(why, (await WriteAsync()).Result.AbortReason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("old", await File.ReadAllTextAsync(_argo.PathOf("a.txt")));
    }

    [Fact]
    public async Task A_security_file_should_be_heard_again_after_it_was_mended()
    {
        await File.WriteAllTextAsync(SecurityFile, "{");
        var error = await Assert.ThrowsAsync<ArgoException>(() => Security.GetAsync());
        Assert.Contains("security_file", error.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(
            SecurityFile, """{"security_state": "operational", "boundary_state": "nominal"}""");
        var status = await Security.GetAsync();
        Assert.Equal(SecurityState.Secure, status.SecurityState);
        Assert.Equal(BoundaryState.Nominal, status.BoundaryState);
        Assert.Equal(ExecutionStatus.Success, (await WriteAsync()).Result.ExecutionStatus);
    }

    [Theory]
    [InlineData(SecurityState.Secure, "why", "ada", "state")]
    [InlineData(SecurityState.Lockdown, " ", "ada", "reason")]
    [InlineData(SecurityState.Lockdown, "why", "", "by")]
    public async Task An_escalation_that_says_nothing_should_be_refused_by_field(
        SecurityState state, string reason, string by, string field)
    {
        var error = await Assert.ThrowsAsync<ArgoException>(() => Security.EscalateAsync(state, reason, by));
        Assert.StartsWith($"{field}:", error.Message, StringComparison.Ordinal);
        Assert.Null((await Security.GetAsync()).SetState);
    }

    [Fact]
    public async Task A_lockdown_should_not_be_lowered_by_a_lesser_escalation()
    {
        await Security.EscalateAsync(SecurityState.Lockdown, "intruder", "ada");
        var error = await Assert.ThrowsAsync<ArgoException>(
            () => Security.EscalateAsync(SecurityState.Degraded, "scanner", "bob"));
        Assert.Contains("unlock first", error.Message, StringComparison.Ordinal);
        Assert.Equal(SecurityState.Lockdown, (await Security.GetAsync()).SecurityState);
    }

    private Task<ExecutionEnd> WriteAsync() =>
        _argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));

    /// <summary>The host's own monitor.</summary>
    private sealed class HostMonitor : ISecurityMonitor
    {
        public SecurityReading Reading { get; set; } = SecurityReading.Unknown;

        public bool Fails { get; set; }

        public SecurityReading Read() =>
            Fails ? throw new InvalidOperationException("the probe is gone") : Reading;
    }
}
