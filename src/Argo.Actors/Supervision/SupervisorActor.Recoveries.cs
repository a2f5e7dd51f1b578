using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Supervision;

/// <summary>Recovery: at the start, and whenever a person asks.</summary>
public sealed partial class SupervisorActor
{
    private readonly List<RecoveryRound> _rounds = [];

    private sealed record AbandonedFor(IActorRef Asker, Abandoned What);

    private sealed record RecoveryFailed(IActorRef Asker, Exception Cause);

    /// <summary>One question about what was left, answered when all of it has ended.</summary>
    private sealed class RecoveryRound(
        IActorRef asker, IEnumerable<ExecutionId> open, IEnumerable<NotKnown> failures)
    {
        public HashSet<ExecutionId> Open { get; } = [.. open];

        public List<Ended> Ends { get; } = [];

        public List<NotKnown> Failures { get; } = [.. failures];

        public void Answer() => asker.Tell(new Recovered([.. Ends], [.. Failures]));
    }

    private void ReceiveRecoveries()
    {
        Receive<AbandonedFor>(OnAbandoned);
        Receive<RecoveryFailed>(failed => failed.Asker.Tell(new Akka.Actor.Status.Failure(failed.Cause)));
    }

    private void OnAbandoned(AbandonedFor found)
    {
        if (found.What.Order.HasDecision
            && found.What.Requests is [var one] && _runs.TryFind(one.ExecutionId, out var busy))
        {
            busy.Afterwards.Add(found); // the recovery at work began without this decision
            return;
        }

        TakeOver(found.What, [found.Asker]);
        StartWhatMayRun();
    }

    private void OnRecover(Recover recover)
    {
        var asker = Sender;
        FindAbandoned(recover, isStart: false).PipeTo(
            Self,
            Self,
            found => new AbandonedFor(asker, found),
            cause => new RecoveryFailed(asker, cause));
    }

    private async Task<Abandoned> FindAbandoned(Recover recover, bool isStart)
    {
        if (recover.ExecutionId is { } one
            && (await WhyNotRecoverable(one) ?? await WhyNotDecidable(one, recover)) is { } reason)
            return new Abandoned([], [new NotKnown(one, reason)], recover);
        var ids = recover.ExecutionId is { } given ? [given] : await FindIds(isStart, recover.WorkspaceRoot);
        var requests = ImmutableArray.CreateBuilder<ExecutionRequest>();
        var lost = ImmutableArray.CreateBuilder<NotKnown>();
        foreach (var id in ids)
        {
            var (request, why) = await TryLoad(id);
            if (request is null && recover.Abandonment is not null)
                request = await _services.Ledger.LoadRemainsAsync(id);
            if (request is not null)
                requests.Add(request);
            else
                lost.Add(new NotKnown(
                    id, $"{why}: it cannot be recovered by itself. Restore the store from a backup, or give "
                    + $"it up: 'argo recover {id} --abandon --reason TEXT'."));
        }

        return new Abandoned(requests.ToImmutable(), lost.ToImmutable(), recover);
    }

    private async Task<ExecutionId[]> FindIds(bool isStart, string? root)
    {
        var now = _services.Time.GetUtcNow();
        return
        [
            .. from entry in await _services.Ledger.FindAbandonedAsync()
               where root is null || entry.WorkspaceRoot == root
               where !isStart || ParkedBackoff.IsDue(entry, now, _services.Limits)
               select new ExecutionId(entry.ExecutionId),
        ];
    }

    /// <summary>One execution's damaged artifacts must not keep the others from being recovered.</summary>
    private async Task<(ExecutionRequest? Request, string Why)> TryLoad(ExecutionId execution)
    {
        try
        {
            return (await _services.Ledger.LoadRequestAsync(execution),
                "Its plan is missing in the store, or was altered");
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException) // store or document
        {
            return (null, $"What was stored with it cannot be read ({unreadable.Message.TrimEnd('.')})");
        }
    }

    private async Task<string?> WhyNotRecoverable(ExecutionId execution)
    {
        try
        {
            return await _services.Ledger.FindEndAsync(execution)
                is { State: not (ExecutionState.Parked or ExecutionState.Halted) } end
                ? $"It has ended ({end.State}): there is nothing to recover."
                : null;
        }
        catch (Exception unreadable) when (unreadable is ArtifactFormatException or InvalidDataException)
        {
            return null; // the recovery asks the journal, and says of a stored end what is wrong with it
        }
    }

    /// <summary>Nothing is decided behind the back of a process that is at work on it.</summary>
    private async Task<string?> WhyNotDecidable(ExecutionId execution, Recover recover) =>
        recover is { Abandonment: null, Relocation: null }
            || await _services.Ledger.FindLiveOwnerAsync(execution) is not { } owner
            ? null
            : $"It runs in process {owner}; 'argo cancel {execution}' stops it safely. Nothing was changed.";

    private void TakeOver(Abandoned abandoned, IActorRef[] askers)
    {
        foreach (var lost in abandoned.Lost)
            _log.Error("Execution {0}: {1}", lost.ExecutionId, lost.Reason);
        foreach (var request in abandoned.Requests
            .Where(request => !_runs.TryFind(request.ExecutionId, out _)))
            _runs.Add(Recovery(request, abandoned));
        foreach (var asker in askers)
        {
            var round = new RecoveryRound(
                asker, abandoned.Requests.Select(r => r.ExecutionId), abandoned.Lost);
            _rounds.Add(round);
            AnswerWhenDone(round);
        }
    }

    private static ScheduledExecution Recovery(ExecutionRequest request, Abandoned abandoned) =>
        new(request, isRecovery: true) { Recover = abandoned.Order };

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
