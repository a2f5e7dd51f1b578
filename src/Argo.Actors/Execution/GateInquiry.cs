using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;

namespace Argo.Actors.Execution;

/// <summary>
/// Finds out what the gates judge by: asks key, store, security monitor and disk, all at once, and writes
/// nothing. What cannot be found out becomes a fact as well: its gate refuses, and says so.
/// </summary>
internal static class GateInquiry
{
    public static async Task<GateFacts> FindAsync(
        ExecutionRequest request, ExecutionServices services, IActorRef workspace, ILoggingAdapter log,
        CancellationToken cancel)
    {
        var drifts = FindDriftAsync(request, workspace, cancel);
        var security = services.Probe.ReadAsync(log);
        var report = request.Report is { } dry
            ? await FaultOf("report", () => services.Authority.FindFaultAsync(dry)) : null;
        var (approval, consumer, refusal) = (default(string), default(Observed<string?>),
            default(Observed<string?>));
        if (request.Approval is { ApprovalId: var id } given)
        {
            approval = await FaultOf("approval", () => services.Authority.FindFaultAsync(given));
            consumer = await Observe.OfAsync(() => FindUserAsync(services, id), otherwise: null);
            refusal = await Observe.OfAsync(() => services.Ledger.FindRefusalAsync(id), otherwise: null);
        }

        var seen = await drifts;
        return new GateFacts(
            services.Time.GetUtcNow(), await security, report, approval, consumer, refusal,
            // what a forged report expects says nothing
            report is null ? seen : new Observed<ImmutableArray<Drift>>([]),
            request.WorkspaceRoot);

        async Task<string?> FaultOf(string noun, Func<Task<string?>> ask)
        {
            var fault = await Observe.OfAsync(ask, otherwise: null);
            if (fault.Fault is not { } broken)
                return fault.Value;
            log.Error(
                "Whether the {0} of {1} is this host's own cannot be told: {2}", noun, request.ExecutionId,
                broken);
            return $"It cannot be told whether the {noun} is this host's own: {broken}.";
        }
    }

    /// <summary>
    /// What is gone from the list of used approvals may still be told by whoever used it.
    /// </summary>
    private static async Task<string?> FindUserAsync(ExecutionServices services, string approvalId) =>
        await services.Ledger.FindConsumerAsync(approvalId)
        ?? await services.Ledger.FindUserAsync(approvalId);

    private static async Task<Observed<ImmutableArray<Drift>>> FindDriftAsync(
        ExecutionRequest request, IActorRef workspace, CancellationToken cancel)
    {
        if (request.Report is null)
            return new Observed<ImmutableArray<Drift>>([]);
        // it always answers, also when the look is cancelled; if it dies, its gatekeeper dies too
        var reply = await workspace.Ask<WorkspaceProtocol.Reply>(
            new WorkspaceProtocol.FindDrift(request) { Cancel = cancel }, Timeout.InfiniteTimeSpan,
            CancellationToken.None);
        return reply switch
        {
            WorkspaceProtocol.DriftFound found => found.Drifts,
            WorkspaceProtocol.Failed failed =>
                Observe.Failed<ImmutableArray<Drift>>([], failed.Cause),
            _ => throw new InvalidOperationException($"A look was answered by {reply.GetType().Name}."),
        };
    }
}
