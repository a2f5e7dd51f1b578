using System.Collections.Immutable;
using Akka.Actor;
using Argo.Actors.Steps;
using Argo.Actors.Supervision;
using Argo.Artifacts;

namespace Argo.Actors.Gatekeeping;

/// <summary>CheckingGates: looks at store and disk, judges, and writes nothing.</summary>
internal sealed partial class GatekeeperActor
{
    private sealed record ConsumerFound(Fact<string?> ExecutionId);

    private Fact<ImmutableArray<Drift>>? _drifts;
    private ConsumerFound? _consumer;

    private void StartCheckingGates()
    {
        Enter(ExecutionPhase.CheckingGates, CheckingGates, "checking the gates");
        if (Request.Report is null)
            _drifts = new Fact<ImmutableArray<Drift>>([]);
        else
            Team.Disk.Tell(new DiskProtocol.Look(NextAttempt(), () => Services.Sites.FindDrift(Request)));
        FindConsumer().PipeTo(Self);
    }

    private async Task<ConsumerFound> FindConsumer() => new(
        Request.Approval is { } approval
            ? await Facts.OfAsync(
                () => Services.Ledger.FindConsumerAsync(approval.ApprovalId), otherwise: null)
            : new Fact<string?>(null));

    private void CheckingGates()
    {
        OnAnswer<ImmutableArray<Drift>>(drifts =>
        {
            _drifts = drifts;
            JudgeWhenComplete();
        });
        OnFault(fault =>
        {
            _drifts = Facts.Failed<ImmutableArray<Drift>>([], fault);
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
            Facts.Of(
                () => Request.Approval is { } approval && Services.Authority.IsSignedByHost(approval),
                otherwise: false),
            _consumer.ExecutionId,
            drifts,
            Request.WorkspaceRoot));
        Account.Diverge(drifts.Value);
        if (Account.Gates.FirstOrDefault(gate => !gate.Passed) is { } refusal)
            Abort(Ending.Aborted(refusal.Detail));
        else if (!AbortIfAsked())
            StartOpening();
    }
}
