using System.Diagnostics;
using System.Globalization;
using Argo.Actors;
using Argo.Hosting.Adapters;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Tests.Doubles;

namespace Argo.Hosting.Tests.Diagnostics;

/// <summary>Whether the process of an execution still runs: said only where it can be known.</summary>
public sealed class ProcessOwnerTests
{
    private const string Elsewhere = "1"; // no PID namespace has this number

    [Fact]
    public void This_process_and_another_one_that_runs_should_be_alive()
    {
        using var other = Process.Start("sleep", "60");
        Assert.True(ProcessOwner.IsAlive(ProcessOwner.Current));
        Assert.True(ProcessOwner.IsAlive(ProcessOwner.Of(other)));
        other.Kill();
        other.WaitForExit();
    }

    [Fact]
    public async Task A_killed_process_that_its_parent_has_not_waited_for_should_be_gone()
    {
        // the shell becomes 'sleep', which never asks for the end of the child that it inherits
        using var parent = Process.Start(
            new ProcessStartInfo("sh", ["-c", "sleep 60 & echo $!; exec sleep 61"])
        {
            RedirectStandardOutput = true,
        })!;
        var line = await parent.StandardOutput.ReadLineAsync();
        using var child = Process.GetProcessById(int.Parse(line!, CultureInfo.InvariantCulture));
        var owner = ProcessOwner.Of(child);
        Assert.Equal(OwnerLife.Alive, ProcessOwner.LifeOf(owner));
        child.Kill();
        await UntilAsync(() => File.ReadAllText($"/proc/{line}/stat").Split(") ")[^1].StartsWith('Z'));
        Assert.Equal(OwnerLife.Gone, ProcessOwner.LifeOf(owner));
        parent.Kill();
    }

    [Fact]
    public void A_number_that_another_process_has_by_now_should_be_gone()
    {
        var parts = ProcessOwner.Current.Split(':');
        parts[2] = "1000";
        Assert.Equal(OwnerLife.Gone, ProcessOwner.LifeOf(string.Join(':', parts)));
    }

    [Fact]
    public void The_names_that_an_older_Argo_gave_should_still_be_read()
    {
        var old = string.Join(':', ProcessOwner.Current.Split(':')[..3]);
        Assert.Equal(OwnerLife.Alive, ProcessOwner.LifeOf(old));
        Assert.Equal(
            OwnerLife.Gone, ProcessOwner.LifeOf($"{Environment.MachineName}:{int.MaxValue}:1"));
    }

    [Fact]
    public void A_process_of_another_host_or_PID_namespace_should_be_neither_alive_nor_gone()
    {
        Assert.Equal(OwnerLife.Unknown, ProcessOwner.LifeOf("elsewhere:1:1"));
        Assert.Equal(OwnerLife.Unknown, ProcessOwner.LifeOf(OfAnotherNamespace()));
        Assert.Equal(OwnerLife.Unknown, ProcessOwner.LifeOf(null));
    }

    [Fact]
    public async Task An_execution_of_another_PID_namespace_should_be_told_as_one_of_which_nothing_is_seen()
    {
        await using var argo = await HostedArgo.StartAsync();
        var end = await argo.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        var id = end.Result.ExecutionId;
        argo.Sql($"UPDATE executions SET state = 'running', owner = '{OfAnotherNamespace()}'");
        var stored = (await argo.Archive.FindAsync(id))!;
        Assert.False(stored.IsLeftBehind);
        Assert.True(stored.IsOutOfSight);
        var doctor = argo.Services.GetService(typeof(IArgoDoctor)) as IArgoDoctor;
        Assert.Contains(
            "cannot be told from here",
            Assert.Single(doctor!.Examine(argo.Root).Findings, f => f.Check is "execution").Detail,
            StringComparison.Ordinal);
        var cancelled = await argo.Argo.CancelAsync(new ExecutionId(id), "stop");
        Assert.True(cancelled.Accepted, cancelled.Detail);
    }

    private static string OfAnotherNamespace() =>
        string.Join(':', [.. ProcessOwner.Current.Split(':')[..3], Elsewhere]);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!holds())
            await look.WaitForNextTickAsync(late.Token);
    }
}
