using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;

namespace Argo.Actors.Execution;

/// <summary>
/// CheckingGates: looks at key, store and disk, and judges. All it writes is that an approval has expired.
/// </summary>
internal sealed partial class GatekeeperActor
{
    /// <summary>What key and store say of report and approval.</summary>
    private sealed record Vouched(
        string? ReportFault, string? ApprovalFault, Observed<string?> ConsumedBy, Observed<string?> Refusal);

    private sealed record RefusalKept(string? Fault);

    private Observed<ImmutableArray<Drift>>? _drifts;
    private Vouched? _vouched;

    private void StartCheckingGates()
    {
        Enter(ExecutionPhase.CheckingGates, CheckingGates, "checking the gates");
        if (Request.Report is null)
            _drifts = new Observed<ImmutableArray<Drift>>([]);
        else
            Team.Disk.Tell(new DiskProtocol.Look(NextAttempt(), () => Services.Sites.FindDrift(Request)));
        Vouch().PipeTo(Self);
    }

    private async Task<Vouched> Vouch()
    {
        var report = Request.Report is { } dry
            ? await FaultOf("report", () => Services.Authority.FindFaultAsync(dry)) : null;
        if (Request.Approval is not { } approval)
            return new Vouched(report, null, new(null), new(null));
        var id = approval.ApprovalId;
        return new Vouched(
            report,
            await FaultOf("approval", () => Services.Authority.FindFaultAsync(approval)),
            await Observe.OfAsync(() => FindUser(id), otherwise: null),
            await Observe.OfAsync(() => Services.Ledger.FindRefusalAsync(id), otherwise: null));
    }

    /// <summary>What is gone from the list of used approvals may still be told by whoever used it.</summary>
    private async Task<string?> FindUser(string approvalId) =>
        await Services.Ledger.FindConsumerAsync(approvalId)
        ?? await Services.Ledger.FindUserAsync(approvalId);

    /// <summary>A gate that cannot see its facts refuses, and says so.</summary>
    private async Task<string?> FaultOf(string noun, Func<Task<string?>> ask)
    {
        var fault = await Observe.OfAsync(ask, otherwise: null);
        if (fault.Fault is not { } broken)
            return fault.Value;
        Log.Error(
            "Whether the {0} of {1} is this host's own cannot be told: {2}", noun, Request.ExecutionId,
            broken);
        return $"It cannot be told whether the {noun} is this host's own: {broken}.";
    }

    private void CheckingGates()
    {
        OnAnswer<ImmutableArray<Drift>>(drifts =>
        {
            _drifts = drifts;
            JudgeWhenComplete();
        });
        OnFault(fault =>
        {
            _drifts = Observe.Failed<ImmutableArray<Drift>>([], fault);
            JudgeWhenComplete();
        });
        Receive<Vouched>(vouched =>
        {
            _vouched = vouched;
            JudgeWhenComplete();
        });
    }

    private void JudgeWhenComplete()
    {
        if (_drifts is not { } drifts || _vouched is not { } vouched)
            return;
        var facts = new GateFacts(
            Services.Time.GetUtcNow(),
            ReadSecurity(),
            vouched.ReportFault,
            vouched.ApprovalFault,
            vouched.ConsumedBy,
            vouched.Refusal,
            // what a forged report expects says nothing
            vouched.ReportFault is null ? drifts : new Observed<ImmutableArray<Drift>>([]),
            Request.WorkspaceRoot);
        Account.Gates = Gates.Evaluate(Request, facts);
        Account.Diverge(facts.Drifts.Value);
        if (Account.Gates.FirstOrDefault(gate => !gate.Passed) is { } refusal)
            Refuse(refusal, Gates.RefusalToKeep(Request, facts));
        else if (!AbortIfAsked())
            StartOpening();
    }

    /// <summary>That an approval has expired is durable before it is told.</summary>
    private void Refuse(GateVerdict refusal, string? toKeep)
    {
        if (toKeep is null)
        {
            Abort(ExecutionOutcome.Aborted(refusal.Detail));
            return;
        }

        Resume(() => Receive<RefusalKept>(kept =>
        {
            if (kept.Fault is { } fault)
                Log.Error("The refusal of {0}'s approval cannot be kept: {1}", Request.ExecutionId, fault);
            Abort(ExecutionOutcome.Aborted(refusal.Detail));
        }));
        Keep(toKeep).PipeTo(Self);
    }

    private async Task<RefusalKept> Keep(string refusal) => new((await Observe.OfAsync(
        async () =>
        {
            await Services.Ledger.RefuseAsync(Request.Approval!.ApprovalId, Request.ExecutionId, refusal);
            return true;
        },
        otherwise: false)).Fault);
}
