using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Seeds;

/// <summary>An approval that was once refused as expired stays so, however the clock is set.</summary>
public sealed class ExpiryTests
{
    private static readonly ExecutionPlanArtifact Plan =
        HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new"));

    [Fact]
    public async Task A_clock_that_is_set_back_should_not_bring_an_expired_approval_back()
    {
        var clock = new MovedClock();
        await using var argo = await HostedArgo.StartAsync(
            services => services.AddSingleton<TimeProvider>(clock));
        argo.Write("a.txt", "old");
        var report = await argo.DryRunAsync(Plan);
        var approval = await argo.ApproveAsync(report);
        clock.Moved = TimeSpan.FromHours(3);
        Refused(await argo.ExecuteAsync(Plan, report, approval, "exec-late"), "expired");
        clock.Moved = TimeSpan.Zero;
        Refused(await argo.ExecuteAsync(Plan, report, approval, "exec-again"), "for good");
        await using (var other = await argo.BesideAsync()) // whose clock is right
            Refused(await other.ExecuteAsync(Plan, report, approval, "exec-elsewhere"), "for good");
        Assert.Equal("old", await File.ReadAllTextAsync(argo.PathOf("a.txt")));
        var again = await argo.ExecuteAsync(Plan, report, await argo.ApproveAsync(report), "exec-anew");
        Assert.Equal(ExecutionState.Completed, again.State);
        var all = await argo.Services.GetRequiredService<IArgoEvidence>().VerifyAllAsync();
        Assert.True(all.IsIntact, string.Join('\n', all.Broken));
    }

    [Fact]
    public async Task A_forged_expiry_should_not_refuse_the_true_approval()
    {
        await using var argo = await HostedArgo.StartAsync();
        argo.Write("a.txt", "old");
        var report = await argo.DryRunAsync(Plan);
        var approval = await argo.ApproveAsync(report);
        var forged = approval with { ExpiresAt = approval.ApprovedAt };
        Refused(await argo.ExecuteAsync(Plan, report, forged, "exec-forged"), "signature");
        var end = await argo.ExecuteAsync(Plan, report, approval, "exec-true");
        Assert.Equal(ExecutionState.Completed, end.State);
    }

    private static void Refused(ExecutionEnd end, string words)
    {
        Assert.Equal(ExecutionState.Aborted, end.State);
        Assert.Contains(words, end.Result.AbortReason, StringComparison.Ordinal);
    }

    /// <summary>The system's clock, set forward or back; what it measures is real.</summary>
    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Moved { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Moved;
    }
}
