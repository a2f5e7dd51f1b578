using System.Collections.Immutable;
using Akka.Actor;
using Argo.Actors.Steps;
using Argo.Actors.Supervision;
using Argo.Artifacts;

namespace Argo.Actors.Gatekeeping;

/// <summary>CheckingGates: looks at store and disk, judges, and writes nothing.</summary>
internal sealed partial class GatekeeperActor
{
    private sealed record ConsumerFound(string? ExecutionId);

    private ImmutableArray<Drift>? _drifts;
    private string? _worldFault;
    private ConsumerFound? _consumer;

    private void StartCheckingGates()
    {
        Enter(ExecutionPhase.CheckingGates, CheckingGates, "checking the gates");
        if (Request.Report is null)
            _drifts = [];
        else
            Team.Disk.Tell(new DiskProtocol.Look(NextAttempt(), () => Services.Sites.FindDrift(Request)));
        FindConsumer().PipeTo(Self);
    }

    private async Task<ConsumerFound> FindConsumer() => new(
        Request.Approval is { } approval
            ? await Services.Ledger.FindConsumerAsync(approval.ApprovalId) : null);

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
        Receive<ConsumerFound>(found =>
        {
            _consumer = found;
            JudgeWhenComplete();
        });
    }

    private void JudgeWhenComplete()
    {
        if (_drifts is not { } drifts || _consumer is null)
            return;
        Account.Gates = Gates.Evaluate(Request, new GateFacts(
            Services.Time.GetUtcNow(),
            ReadSecurity(),
            Request.Approval is { } approval && Services.Authority.IsSignedByHost(approval),
            _consumer.ExecutionId,
            drifts,
            _worldFault,
            Request.WorkspaceRoot));
        Account.Diverge(drifts);
        if (Account.Gates.FirstOrDefault(gate => !gate.Passed) is { } refusal)
            Abort(Ending.Aborted(refusal.Detail));
        else if (!AbortIfAsked())
            StartOpening();
    }
}
