using System.Text.Json;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;

namespace Argo.Actors.Observation;

/// <summary>A record in the making; whoever holds it sees to locking.</summary>
internal sealed class RecordDraft
{
    private readonly string _executionId;
    private readonly string _planId;
    private readonly DateTimeOffset _start;
    private readonly SecuritySnapshot _before;
    private readonly EventChain _chain;
    private readonly List<StepEvent> _events;

    private readonly List<CompletionNote> _notes = [];

    private string _reason = "";
    private DateTimeOffset? _end;
    private SecuritySnapshot? _after;

    public RecordDraft(string executionId, string planId, DateTimeOffset start, SecuritySnapshot before)
    {
        (_executionId, _planId, _start, _before) = (executionId, planId, start, before);
        (_chain, _events, Declared, Observed) = (new EventChain(), [], [], []);
    }

    public RecordDraft(ExecutionRecord soFar)
    {
        (_executionId, _planId) = (soFar.ExecutionId, soFar.PlanId);
        (_start, _before) = (soFar.TimestampStart, soFar.SecuritySnapshotPre);
        (_chain, _events) = (new EventChain(soFar.StepEvents), [.. soFar.StepEvents]);
        var effects = soFar.SideEffectsReport;
        (Declared, Observed) = ([.. effects.SideEffectsDeclared], [.. effects.SideEffectsObserved]);
        UnknownEffects = effects.UnknownEffects;
        _notes = [.. soFar.CompletionNotes];
    }

    public RecordStatus Status { get; private set; } = RecordStatus.Started;

    public List<SideEffect> Declared { get; }

    public List<SideEffect> Observed { get; }

    public bool UnknownEffects { get; set; }

    /// <exception cref="InvalidOperationException">The record is sealed.</exception>
    public void RequireOpen(string late)
    {
        if (_end is { } end)
        {
            throw new InvalidOperationException(
                $"{late} comes too late: the record of {_executionId} was sealed as "
                + $"{Word(Status)} at {end:O}; start a new record");
        }
    }

    /// <inheritdoc cref="RequireOpen(string)"/>
    public void RequireOpen(StepEventType late, int stepIndex, string stepName)
    {
        if (_end is not null)
            RequireOpen($"{Word(late)} of step {stepIndex} '{stepName}'");
    }

    public StepEvent Append(
        DateTimeOffset time,
        StepEventType type,
        int stepIndex,
        string stepName,
        JsonElement? details,
        string? error)
    {
        var step = _chain.Append(time, type, stepIndex, stepName, details, error);
        _events.Add(step);
        return step;
    }

    /// <summary>The first end is the end; a later one is kept as a note.</summary>
    public void Seal(RecordStatus status, string reason, DateTimeOffset end, SecuritySnapshot after)
    {
        if (_end is null)
            (Status, _reason, _end, _after) = (status, UnicodeText.Clean(reason), end, after);
        else
            _notes.Add(new CompletionNote(end, status, UnicodeText.Clean(reason)));
    }

    public ExecutionRecord ToRecord(string liveModeState) => new()
    {
        ExecutionId = _executionId,
        PlanId = _planId,
        LiveModeState = liveModeState,
        Status = Status,
        CompletionReason = _reason,
        CompletionNotes = [.. _notes],
        TimestampStart = _start,
        TimestampEnd = _end,
        SecuritySnapshotPre = _before,
        SecuritySnapshotPost = _after,
        StepEvents = [.. _events],
        SideEffectsReport = new()
        {
            SideEffectsDeclared = [.. Declared],
            SideEffectsObserved = [.. Observed],
            UnknownEffects = UnknownEffects,
        },
    };

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
