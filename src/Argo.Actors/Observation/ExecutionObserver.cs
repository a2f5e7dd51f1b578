using System.Text.Json;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;

namespace Argo.Actors.Observation;

/// <summary>
/// Takes down what happens in one execution, and gives it out as an immutable, hash-linked record. It only
/// looks:
/// nothing is done, stopped or undone here.
/// </summary>
/// <remarks>
/// Thread-safe. Sealed by the first <c>Mark...</c>: an event or effect that comes later is an error, never
/// a silent change. A later <c>Mark...</c> changes neither status nor reason; what it says is kept as a note,
/// so that the handler of an exception may say why without asking first.
/// Each event is hashed once, when it is recorded, so the cost of an event does not grow with their number.
/// </remarks>
public sealed class ExecutionObserver
{
    private readonly Lock _gate = new();
    private readonly SecuritySnapshotFactory _camera;
    private readonly TimeProvider _time;
    private readonly RecordDraft _draft;
    private readonly Redactor _redactor;

    /// <summary>Begins a record, with a security snapshot <c>Pre-execution</c>.</summary>
    /// <param name="executionId">The execution observed.</param>
    /// <param name="planId">The plan executed.</param>
    /// <param name="monitor">None: the states are UNKNOWN.</param>
    /// <param name="time">Default: the system's clock.</param>
    /// <param name="redactor">Takes secrets out of every text before it is kept; none keeps all as it
    /// is.</param>
    public ExecutionObserver(
        string executionId,
        string planId,
        ISecurityMonitor? monitor = null,
        TimeProvider? time = null,
        Redactor? redactor = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(executionId);
        ArgumentException.ThrowIfNullOrEmpty(planId);
        _time = time ?? TimeProvider.System;
        _camera = new SecuritySnapshotFactory(monitor, _time);
        _redactor = redactor ?? Redactor.None;
        _draft = new RecordDraft(executionId, planId, _time.GetUtcNow(), _camera.Take("Pre-execution"));
    }

    private ExecutionObserver(
        ExecutionRecord soFar, ISecurityMonitor? monitor, TimeProvider? time, Redactor? redactor)
    {
        _redactor = redactor ?? Redactor.None;
        _time = time ?? TimeProvider.System;
        _camera = new SecuritySnapshotFactory(monitor, _time);
        _draft = new RecordDraft(soFar);
    }

    /// <summary>Where the execution stands.</summary>
    public RecordStatus Status
    {
        get
        {
            lock (_gate)
                return _draft.Status;
        }
    }

    /// <summary>
    /// Goes on with a record after a restart, in the same unbroken chain; one that had ended is opened again.
    /// </summary>
    /// <param name="soFar">From the store, or rebuilt from a journal by an <see cref="EventChain"/>.</param>
    /// <exception cref="ArgumentException">An event does not follow the one before it; the message says
    /// which.</exception>
    public static ExecutionObserver Continue(
        ExecutionRecord soFar,
        ISecurityMonitor? monitor = null,
        TimeProvider? time = null,
        Redactor? redactor = null)
    {
        ArgumentNullException.ThrowIfNull(soFar);
        return new ExecutionObserver(soFar, monitor, time, redactor);
    }

    /// <summary>A step began.</summary>
    /// <param name="stepIndex">Its place in the plan, from 0.</param>
    /// <param name="stepName">Its name.</param>
    /// <param name="details">Anything more, as JSON; copied in.</param>
    /// <exception cref="InvalidOperationException">The record is sealed; the message names the
    /// event.</exception>
    public StepEvent RecordStepStarted(int stepIndex, string stepName, JsonElement? details = null) =>
        Record(StepEventType.StepStarted, stepIndex, stepName, details);

    /// <summary>A step was done and verified.</summary>
    /// <inheritdoc cref="RecordStepStarted"/>
    public StepEvent RecordStepCompleted(int stepIndex, string stepName, JsonElement? details = null) =>
        Record(StepEventType.StepCompleted, stepIndex, stepName, details);

    /// <summary>A step failed.</summary>
    /// <param name="errorMessage">Why.</param>
    /// <inheritdoc cref="RecordStepStarted"/>
    public StepEvent RecordStepFailed(
        int stepIndex, string stepName, string errorMessage, JsonElement? details = null) =>
        Record(StepEventType.StepFailed, stepIndex, stepName, details, errorMessage ?? "");

    /// <summary>A new process took the execution over after a crash.</summary>
    /// <param name="reason">Who took over, and why.</param>
    /// <inheritdoc cref="RecordStepStarted"/>
    public StepEvent RecordExecutionResumed(string reason, JsonElement? details = null) =>
        Record(StepEventType.ExecutionResumed, -1, reason, details);

    /// <summary>Recovery found a step applied.</summary>
    /// <inheritdoc cref="RecordStepStarted"/>
    public StepEvent RecordStepFoundApplied(int stepIndex, string stepName, JsonElement? details = null) =>
        Record(StepEventType.StepFoundApplied, stepIndex, stepName, details);

    /// <summary>A step was undone.</summary>
    /// <inheritdoc cref="RecordStepStarted"/>
    public StepEvent RecordStepCompensated(int stepIndex, string stepName, JsonElement? details = null) =>
        Record(StepEventType.StepCompensated, stepIndex, stepName, details);

    /// <summary>A step could not be undone.</summary>
    /// <inheritdoc cref="RecordStepFailed"/>
    public StepEvent RecordCompensationFailed(
        int stepIndex, string stepName, string errorMessage, JsonElement? details = null) =>
        Record(StepEventType.CompensationFailed, stepIndex, stepName, details, errorMessage ?? "");

    /// <summary>Something was changed.</summary>
    /// <param name="category">What kind of thing.</param>
    /// <param name="description">What was done, in words.</param>
    /// <param name="reversible">Whether it can be put back.</param>
    /// <param name="stepIndex">The step's place in the plan, from 0; null for the execution as a
    /// whole.</param>
    /// <param name="details">Anything more, as JSON; copied in.</param>
    /// <exception cref="InvalidOperationException">The record is sealed; the message names the
    /// effect.</exception>
    public SideEffect RecordSideEffect(
        SideEffectCategory category,
        string description,
        bool reversible = false,
        int? stepIndex = null,
        JsonElement? details = null)
    {
        var effect = Effect(category, description, reversible, stepIndex, details, _time.GetUtcNow());
        Change($"the side effect '{description}'", () => _draft.Observed.Add(effect));
        return effect;
    }

    /// <summary>The plan says that something will be changed.</summary>
    /// <inheritdoc cref="RecordSideEffect"/>
    public SideEffect DeclareSideEffect(
        SideEffectCategory category,
        string description,
        bool reversible = false,
        int? stepIndex = null,
        JsonElement? details = null)
    {
        var effect = Effect(category, description, reversible, stepIndex, details);
        Change($"the declared side effect '{description}'", () => _draft.Declared.Add(effect));
        return effect;
    }

    /// <summary>
    /// Something could not be observed: there may be effects that the record does not list.
    /// </summary>
    /// <exception cref="InvalidOperationException">The record is sealed.</exception>
    public void RecordUnknownEffects() =>
        Change("the note of unknown effects", () => _draft.UnknownEffects = true);

    /// <summary>Every step was done; seals the record, or adds a note to a sealed one.</summary>
    /// <param name="reason">For people.</param>
    public void MarkCompleted(string reason = "") => Seal(RecordStatus.Completed, reason, "completed");

    /// <summary>The execution failed; seals the record, or adds a note to a sealed one.</summary>
    /// <inheritdoc cref="MarkCompleted"/>
    public void MarkFailed(string reason = "") => Seal(RecordStatus.Failed, reason, "failed");

    /// <summary>
    /// Some steps stand, as the plan allows; seals the record, or adds a note to a sealed one.
    /// </summary>
    /// <inheritdoc cref="MarkCompleted"/>
    public void MarkPartial(string reason = "") => Seal(RecordStatus.CompletedPartial, reason, "partial");

    /// <summary>
    /// A security escalation stopped the execution; seals the record with what was seen until then, or adds a
    /// note to a sealed one.
    /// </summary>
    /// <param name="reason">For people; without one it is "Security escalation".</param>
    public void MarkIncompleteSecurityEscalation(string reason = "") => Seal(
        RecordStatus.Incomplete,
        reason is "" ? "Security escalation" : reason,
        "incomplete - security escalation");

    /// <summary>
    /// The record as it stands, with its hash; at any time, before the end as STARTED. What is given out does
    /// not change: a note that is added later is in the records given out from then on, and in their hash.
    /// </summary>
    /// <param name="liveModeState"><c>DRY_RUN</c>, <c>LIVE</c>, <c>STAGING</c> or the host's own.</param>
    public ExecutionRecord GetExecutionRecord(string liveModeState)
    {
        ArgumentNullException.ThrowIfNull(liveModeState);
        ExecutionRecord record;
        lock (_gate)
            record = _draft.ToRecord(liveModeState);
        return record.WithHash();
    }

    private SideEffect Effect(
        SideEffectCategory category,
        string description,
        bool reversible,
        int? stepIndex,
        JsonElement? details,
        DateTimeOffset? seen = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        return new SideEffect
        {
            Timestamp = seen,
            Category = category,
            Description = UnicodeText.Clean(_redactor.Redact(description)),
            Reversible = reversible,
            StepIndex = stepIndex,
            Details = JsonDetails.Copy(Redacted(details)),
        };
    }

    private StepEvent Record(
        StepEventType type, int stepIndex, string stepName, JsonElement? details, string? errorMessage = null)
    {
        lock (_gate)
        {
            _draft.RequireOpen(type, stepIndex, stepName);
            return _draft.Append(
                _time.GetUtcNow(),
                type,
                stepIndex,
                _redactor.Redact(stepName),
                Redacted(details),
                errorMessage is null ? null : _redactor.Redact(errorMessage));
        }
    }

    private JsonElement? Redacted(JsonElement? details) =>
        details is { } json ? _redactor.Redact(json) : null;

    private void Change(string what, Action change)
    {
        lock (_gate)
        {
            _draft.RequireOpen(what);
            change();
        }
    }

    private void Seal(RecordStatus status, string reason, string context)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var snapshot = _camera.Take($"Post-execution ({context})"); // not locked: it is the host's code
        lock (_gate)
            _draft.Seal(status, _redactor.Redact(reason), _time.GetUtcNow(), snapshot);
    }
}
