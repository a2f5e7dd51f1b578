using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;

namespace Argo.Actors.Execution;

/// <summary>
/// Brings an end that the journal has into the store: seals the record, collects the stage, stores state,
/// result and record.
/// </summary>
/// <remarks><code>
/// (idle) -> LookingAround -> Sealing -> Collecting -> Storing (again, while the store has no room)
/// </code>
/// The stage is collected before the end is stored, so that a recovery finds one that is half collected.
/// </remarks>
internal sealed class SealingActor : ReceiveActor, IWithTimers
{
    private sealed record Kept;

    private sealed record StoreAgain;

    private readonly ExecutionRequest _request;
    private readonly ExecutionServices _services;
    private readonly ExecutionChildren _team;
    private readonly ResultBuilder _account;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _isNewEnd; // not one that was stored before a crash
    private int _failedStores;

    public SealingActor(
        ExecutionRequest request, ExecutionServices services, ExecutionChildren team, ResultBuilder account)
    {
        (_request, _services, _team, _account) = (request, services, team, account);
        Receive<SealingProtocol.Seal>(seal => LookAround(seal.Outcome));
        Receive<SealingProtocol.Collect>(stored => Collect(stored.End, isStored: true));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(
        ExecutionRequest request, ExecutionServices services, ExecutionChildren team,
        ResultBuilder account) =>
        Akka.Actor.Props.Create(() => new SealingActor(request, services, team, account));

    /// <summary>What others did meanwhile is told with the end.</summary>
    private void LookAround(ExecutionOutcome outcome)
    {
        if (!_team.HoldsWorkspace)
        {
            Seal(outcome);
            return;
        }

        Become(() =>
        {
            Receive<WorkspaceProtocol.UndeclaredFound>(found => Told(outcome, found.Changes));
            Receive<WorkspaceProtocol.Failed>(failed =>
            {
                _log.Warning(
                    "What changed outside the plan of {0} cannot be seen: {1}", _request.ExecutionId,
                    failed.Cause.Message);
                Told(outcome, changes: null);
            });
        });
        _team.Workspace.Tell(new WorkspaceProtocol.FindUndeclared());
    }

    private void Told(ExecutionOutcome outcome, ImmutableArray<Drift>? changes)
    {
        _account.Diverge(changes ?? []);
        _team.Observer.Tell(new ObserverProtocol.UndeclaredChanges(changes));
        Seal(outcome);
    }

    private void Seal(ExecutionOutcome outcome)
    {
        Become(() => Receive<ObserverProtocol.Sealed>(done =>
        {
            _isNewEnd = true;
            Collect(
                new ExecutionEnd(outcome.State, _account.Build(outcome), done.Record), isStored: false);
        }));
        _team.Observer.Tell(new ObserverProtocol.Seal(outcome.Record, outcome.Reason));
    }

    /// <summary>What a later undo needs stays in the vault.</summary>
    private void Collect(ExecutionEnd end, bool isStored)
    {
        if (!_team.HoldsWorkspace
            || end.State is ExecutionState.Parked or ExecutionState.Halted or ExecutionState.Abandoned)
        {
            Store(end);
            return;
        }

        Become(() => Collecting(end, isStored));
        Publish(ExecutionPhase.Collecting, "removing what was kept for an undo");
        _team.Workspace.Tell(new WorkspaceProtocol.Collect());
    }

    private void Collecting(ExecutionEnd end, bool isStored)
    {
        Receive<WorkspaceProtocol.Collected>(collected =>
        {
            foreach (var one in collected.Kept)
                _log.Warning("Execution {0}: {1}: {2}", _request.ExecutionId, one.Path, one.Found);
            Store(isStored
                ? end
                : end with { Result = ResultBuilder.WithKept(end.Result, collected.Kept) });
        });
        Receive<WorkspaceProtocol.Failed>(failed =>
        {
            _log.Warning(
                "Execution {0}: its stage is left for a later collection: {1}", _request.ExecutionId,
                failed.Cause.Message);
            Store(end);
        });
    }

    private void Store(ExecutionEnd end)
    {
        if (_isNewEnd) // the time that the collection took is part of it
            end = end with { Result = end.Result with { ExecutionDurationMs = _account.ElapsedMs } };
        Become(() =>
        {
            Receive<Kept>(_ => Finish(end));
            Receive<Status.Failure>(failure => StoreLater(end, failure.Cause));
            Receive<StoreAgain>(_ => Keep(end).PipeTo(Self));
        });
        Keep(end).PipeTo(Self);
    }

    /// <summary>A commit that failed may have been made all the same: an end is stored once.</summary>
    private async Task<Kept> Keep(ExecutionEnd end)
    {
        if (_failedStores > 0 && await _services.Ledger.FindEndAsync(_request.ExecutionId) is { } stored
            && stored.Result.ResultId == end.Result.ResultId)
            return new Kept();
        await _services.Ledger.FinishAsync(_request.ExecutionId, end.State, end.Result, end.Record);
        return new Kept();
    }

    private void StoreLater(ExecutionEnd end, Exception cause)
    {
        var limits = _services.Limits;
        _log.Warning("The end of {0} cannot be stored now: {1}", _request.ExecutionId, cause.Message);
        if (++_failedStores == limits.RecoveryAttempts)
            Context.Parent.Tell(new SealingProtocol.NotStored(end, cause.Message));
        var pause = Math.Min( // twice as long each time
            limits.RecoveryBackoff.Ticks << Math.Min(_failedStores - 1, 10), limits.ParkedBackoff.Ticks);
        Timers.StartSingleTimer(nameof(StoreAgain), new StoreAgain(), TimeSpan.FromTicks(pause));
    }

    private void Finish(ExecutionEnd end)
    {
        Publish(ExecutionPhase.Finished, end.Record.CompletionReason);
        Context.Parent.Tell(new SealingProtocol.Stored(end));
    }

    private void Publish(ExecutionPhase phase, string message) => Context.System.EventStream.Publish(
        new ExecutionProgress(_request.ExecutionId, phase, message, null, null));
}
