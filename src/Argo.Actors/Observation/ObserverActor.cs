using System.Collections.Frozen;
using System.Text.Json;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Execution;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Undo;
using static Argo.Actors.Observation.ObserverProtocol;

namespace Argo.Actors.Observation;

/// <summary>Accumulates what happens into the record, and publishes progress on the event stream.</summary>
/// <remarks><code>
/// Starting (asks the security monitor) -> Observing &lt;-> Sealing (asks it again)
/// </code></remarks>
internal sealed class ObserverActor : ReceiveActor, IWithStash
{
    private sealed record SecurityRead(Observed<SecurityReading> Reading);

    private readonly ExecutionRequest _request;
    private readonly ExecutionServices _services;
    private readonly FrozenDictionary<int, int> _places; // in the plan, by step id
    private readonly ReadMonitor _monitor = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private ExecutionObserver _observer = null!; // made after the first reading
    private ExecutionPhase _phase = ExecutionPhase.Queued;

    public ObserverActor(ExecutionRequest request, ExecutionServices services)
    {
        (_request, _services) = (request, services);
        _places = request.Plan.Steps.Select((step, place) => (step.StepId, place))
            .ToFrozenDictionary(s => s.StepId, s => s.place);
        Starting();
    }

    public IStash Stash { get; set; } = null!;

    /// <summary>A snapshot of the host's security comes first; the monitor may take its time.</summary>
    private void Starting()
    {
        Receive<SecurityRead>(read =>
        {
            _monitor.Latest = read.Reading;
            _observer = new ExecutionObserver(
                _request.ExecutionId.Value, _request.Plan.PlanId, _monitor, _services.Time,
                _services.Redactor);
            DeclareEffects();
            Become(Observing);
            Stash.UnstashAll();
        });
        ReceiveAny(_ => Stash.Stash());
    }

    private void Observing()
    {
        Receive<PhaseChanged>(OnPhase);
        Receive<StepStarted>(OnStarted);
        Receive<StepCompleted>(OnCompleted);
        Receive<StepFailed>(OnFailed);
        Receive<Rebuilt>(OnRebuilt);
        Receive<FoundApplied>(
            found => _observer.RecordStepFoundApplied(found.StepIndex, NameOf(found.StepIndex)));
        Receive<Resumed>(OnResumed);
        Receive<Compensated>(OnCompensated);
        Receive<UndeclaredChanges>(OnUndeclared);
        Receive<Seal>(OnSeal);
    }

    protected override void PreStart() => ReadSecurityAsync().PipeTo(Self);

    public static Props Props(ExecutionRequest request, ExecutionServices services) =>
        Akka.Actor.Props.Create(() => new ObserverActor(request, services));

    private void DeclareEffects()
    {
        foreach (var (step, index) in (_request.Report?.StepsSimulated ?? []).Select(
            (step, index) => (step, index)))
        {
            if (step.PredictedStateChange.Length > 0)
            {
                _observer.DeclareSideEffect(
                    SideEffectCategory.FileSystem, step.PredictedStateChange, step.RollbackFeasible, index);
            }
        }
    }

    private void OnPhase(PhaseChanged changed)
    {
        _phase = changed.Phase;
        Publish(changed.Message);
    }

    private void OnStarted(StepStarted started)
    {
        _observer.RecordStepStarted(started.StepIndex, NameOf(started.StepIndex));
        Publish($"{NameOf(started.StepIndex)}: started", started.StepIndex, StepEventType.StepStarted);
    }

    private void OnCompleted(StepCompleted completed)
    {
        var (index, outcome) = (completed.StepIndex, completed.Outcome);
        _observer.RecordStepCompleted(index, NameOf(index), DetailsOf(outcome));
        RecordEffects(index, outcome);
        var change = outcome.ActualStateChange is { Length: > 0 } words ? words : "nothing to change";
        Publish($"{NameOf(index)}: {change}", index, StepEventType.StepCompleted);
    }

    private void OnFailed(StepFailed failed)
    {
        var details = failed.Outcome is { } outcome ? DetailsOf(outcome) : (JsonElement?)null;
        _observer.RecordStepFailed(failed.StepIndex, NameOf(failed.StepIndex), failed.Error, details);
        if (failed.Outcome is { } seen)
            RecordEffects(failed.StepIndex, seen);
        else
            _observer.RecordUnknownEffects();
        Publish($"{NameOf(failed.StepIndex)}: failed: {failed.Error}", failed.StepIndex,
            StepEventType.StepFailed);
    }

    private void OnRebuilt(Rebuilt rebuilt)
    {
        _observer = ExecutionObserver.Continue(
            rebuilt.SoFar, _monitor, _services.Time, _services.Redactor);
        if (rebuilt.SoFar.SideEffectsReport.SideEffectsDeclared.IsEmpty)
            DeclareEffects();
    }

    private void OnResumed(Resumed resumed)
    {
        _observer.RecordExecutionResumed(resumed.Reason);
        Publish(resumed.Reason, null, StepEventType.ExecutionResumed);
    }

    private void OnCompensated(Compensated compensated)
    {
        foreach (var step in compensated.Outcomes.GroupBy(outcome => outcome.Row.StepId))
        {
            var outcomes = step.Where(outcome => outcome.Verdict is not UndoVerdict.NothingToDo).ToArray();
            if (outcomes.Length > 0)
                RecordUndo(_places[step.Key], outcomes, compensated.Found.Contains(step.Key));
        }
    }

    private void RecordUndo(int index, UndoOutcome[] outcomes, bool wasFound)
    {
        var detail = string.Join("; ", outcomes.Select(outcome => outcome.Detail).Distinct());
        if (wasFound)
            _observer.RecordStepFoundApplied(index, NameOf(index));
        if (outcomes.All(outcome => outcome.Verdict is UndoVerdict.Undone))
        {
            _observer.RecordStepCompensated(index, NameOf(index), Json(("undo", detail)));
            Publish($"{NameOf(index)}: undone", index, StepEventType.StepCompensated);
        }
        else
        {
            _observer.RecordCompensationFailed(index, NameOf(index), detail);
            Publish($"{NameOf(index)}: not undone: {detail}", index, StepEventType.CompensationFailed);
        }
    }

    private void OnUndeclared(UndeclaredChanges found)
    {
        if (found.Changes is not { } changes)
            _observer.RecordUnknownEffects();
        foreach (var change in found.Changes ?? [])
        {
            _observer.RecordSideEffect(
                SideEffectCategory.FileSystem,
                $"not of this plan: '{change.Path}' was {change.Expected}, is {change.Found}",
                details: JsonDetails.Of(("undeclared", true), ("path", change.Path)));
        }
    }

    /// <summary>A snapshot of the host's security comes last, too.</summary>
    private void OnSeal(Seal seal)
    {
        var asker = Sender; // captured now: it belongs to this message only
        BecomeStacked(() =>
        {
            Receive<SecurityRead>(read =>
            {
                _monitor.Latest = read.Reading;
                Mark(seal);
                asker.Tell(new Sealed(_observer.GetExecutionRecord(_request.LiveModeState)));
                UnbecomeStacked();
                Stash.UnstashAll();
            });
            ReceiveAny(_ => Stash.Stash());
        });
        ReadSecurityAsync().PipeTo(Self);
    }

    private async Task<SecurityRead> ReadSecurityAsync() => new(await _services.Probe.ReadAsync(_log));

    private void Mark(Seal seal)
    {
        switch (seal.Status)
        {
            case RecordStatus.Completed: _observer.MarkCompleted(seal.Reason); break;
            case RecordStatus.CompletedPartial: _observer.MarkPartial(seal.Reason); break;
            case RecordStatus.Incomplete: _observer.MarkIncompleteSecurityEscalation(seal.Reason); break;
            default: _observer.MarkFailed(seal.Reason); break;
        }
    }

    private void RecordEffects(int index, StepOutcome outcome)
    {
        foreach (var effect in outcome.Effects)
            _observer.RecordSideEffect(
                effect.Category, effect.Description, effect.Reversible, index, effect.Details);
    }

    private void Publish(string message, int? stepIndex = null, StepEventType? type = null) =>
        Context.System.EventStream.Publish(
            new ExecutionProgress(_request.ExecutionId, _phase, message, stepIndex, type));

    private string NameOf(int index) => StepName.Of(_request.Plan.Steps[index]);

    private static JsonElement DetailsOf(StepOutcome outcome) => Json(
        ("precondition", outcome.PreconditionDetail),
        ("change", outcome.ActualStateChange),
        ("verification", outcome.VerificationDetail));

    private static JsonElement Json(params (string Name, string Value)[] members)
    {
        using var document = JsonDocument.Parse(Write(members));
        return document.RootElement.Clone();
    }

    private static ReadOnlyMemory<byte> Write((string Name, string Value)[] members)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes);
        writer.WriteStartObject();
        foreach (var (name, value) in members.Where(member => member.Value.Length > 0))
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.Flush();
        return bytes.WrittenMemory;
    }
}
