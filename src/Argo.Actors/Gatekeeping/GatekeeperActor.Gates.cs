using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Steps;
using Argo.Actors.Supervision;
using Argo.Artifacts;

namespace Argo.Actors.Gatekeeping;

/// <summary>
/// CheckingGates: looks at key, store and disk, and judges. All it writes is that an approval has expired.
/// </summary>
internal sealed partial class GatekeeperActor
{
    /// <summary>What key and store say of report and approval.</summary>
    private sealed record Vouched(
        string? ReportFault, string? ApprovalFault, string? ConsumedBy, string? Refusal);

    private sealed record RefusalKept;

    private ImmutableArray<Drift>? _drifts;
    private string? _worldFault;
    private Vouched? _vouched;

    private void StartCheckingGates()
    {
        Enter(ExecutionPhase.CheckingGates, CheckingGates, "checking the gates");
        if (Request.Report is null)
            _drifts = [];
        else
            Team.Disk.Tell(new DiskProtocol.Look(NextAttempt(), () => Services.Sites.FindDrift(Request)));
        Vouch().PipeTo(Self);
    }

    private async Task<Vouched> Vouch()
    {
        var report = Request.Report is { } dry
            ? await FaultOf("report", () => Services.Authority.FindFaultAsync(dry)) : null;
        if (Request.Approval is not { } approval)
            return new Vouched(report, null, null, null);
        return new Vouched(
            report,
            await FaultOf("approval", () => Services.Authority.FindFaultAsync(approval)),
            await Services.Ledger.FindConsumerAsync(approval.ApprovalId),
            await Services.Ledger.FindRefusalAsync(approval.ApprovalId));
    }

    /// <summary>A gate that cannot see its facts refuses, and says so.</summary>
    private async Task<string?> FaultOf(string noun, Func<Task<string?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception broken) // a damaged key, a store that does not answer
        {
            Log.Error(broken, "Whether the {0} of {1} is this host's own cannot be told", noun,
                Request.ExecutionId);
            return $"It cannot be told whether the {noun} is this host's own: {broken.Message}";
        }
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
            (_drifts, _worldFault) = ([], fault.Message);
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
            vouched.ReportFault is null ? drifts : [], // what a forged report expects says nothing
            _worldFault,
            Request.WorkspaceRoot);
        Account.Gates = Gates.Evaluate(Request, facts);
        Account.Diverge(facts.Drifts);
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
            Abort(Ending.Aborted(refusal.Detail));
            return;
        }

        Resume(() => Receive<RefusalKept>(_ => Abort(Ending.Aborted(refusal.Detail))));
        Keep(toKeep).PipeTo(Self);
    }

    private async Task<RefusalKept> Keep(string refusal)
    {
        await Services.Ledger.RefuseAsync(Request.Approval!.ApprovalId, Request.ExecutionId, refusal);
        return new RefusalKept();
    }
}
