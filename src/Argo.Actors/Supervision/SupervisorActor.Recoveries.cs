using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Artifacts;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Supervision;

/// <summary>Recovery: at the start, and whenever a person asks.</summary>
public sealed partial class SupervisorActor
{
    private readonly List<RecoveryRound> _rounds = [];

    private sealed record AbandonedFor(IActorRef Asker, Abandoned What);

    /// <summary>One question about what was left, answered when all of it has ended.</summary>
    private sealed class RecoveryRound(IActorRef asker, IEnumerable<ExecutionId> open, IEnumerable<NotKnown> failures)
    {
        public HashSet<ExecutionId> Open { get; } = [.. open];

        public List<Ended> Ends { get; } = [];

        public List<NotKnown> Failures { get; } = [.. failures];

        public void Answer() => asker.Tell(new Recovered([.. Ends], [.. Failures]));
    }

    private sealed record RecoveryRefused(IActorRef Asker, Exception Cause);

    private void ReceiveRecoveries()
    {
        Receive<AbandonedFor>(found =>
        {
            TakeOver(found.What, [found.Asker]);
            StartWhatMayRun();
        });
        Receive<RecoveryRefused>(refused => refused.Asker.Tell(new Akka.Actor.Status.Failure(refused.Cause)));
    }

    private void OnRecover(Recover recover)
    {
        var asker = Sender;
        FindAbandoned(recover.ExecutionId).PipeTo(
            Self, asker, found => new AbandonedFor(asker, found), cause => new RecoveryRefused(asker, cause));
    }

    private async Task<Abandoned> FindAbandoned(ExecutionId? only)
    {
        if (only is { } one && await WhyNotRecoverable(one) is { } reason)
            return new Abandoned([], [new NotKnown(one, reason)], OnRequest: true);
        var ids = only is { } given
            ? [given]
            : (await _services.Ledger.FindAbandonedAsync()).Select(entry => new ExecutionId(entry.ExecutionId)).ToArray();
        var requests = ImmutableArray.CreateBuilder<ExecutionRequest>();
        var lost = ImmutableArray.CreateBuilder<NotKnown>();
        foreach (var id in ids)
        {
            if (await _services.Ledger.LoadRequestAsync(id) is { } request)
                requests.Add(request);
            else
                lost.Add(new NotKnown(id, "Its plan is missing in the store, or was altered: it cannot be recovered by itself."));
        }

        return new Abandoned(requests.ToImmutable(), lost.ToImmutable(), OnRequest: only is not null);
    }

    private async Task<string?> WhyNotRecoverable(ExecutionId execution) =>
        await _services.Ledger.FindEndAsync(execution) is { State: not (ExecutionState.Parked or ExecutionState.Halted) } end
            ? $"It has ended ({end.State}): there is nothing to recover."
            : null;

    private void TakeOver(Abandoned abandoned, IActorRef[] askers)
    {
        foreach (var lost in abandoned.Lost)
            _log.Error("Execution {0}: {1}", lost.ExecutionId, lost.Reason);
        foreach (var request in abandoned.Requests.Where(request => !_runs.TryFind(request.ExecutionId, out _)))
            _runs.Add(new Run(request, isRecovery: true) { OnRequest = abandoned.OnRequest });
        foreach (var asker in askers)
        {
            var round = new RecoveryRound(asker, abandoned.Requests.Select(r => r.ExecutionId), abandoned.Lost);
            _rounds.Add(round);
            AnswerWhenDone(round);
        }
    }

    private void NoteRecovered(ExecutionId execution, object answer)
    {
        foreach (var round in _rounds.Where(round => round.Open.Remove(execution)).ToArray())
        {
            if (answer is Ended ended)
                round.Ends.Add(ended);
            else if (answer is NotKnown failure)
                round.Failures.Add(failure);
            AnswerWhenDone(round);
        }
    }

    private void AnswerWhenDone(RecoveryRound round)
    {
        if (round.Open.Count > 0)
            return;
        _rounds.Remove(round);
        round.Answer();
    }
}
