using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>
/// Adds up what happened into the result. Owned by one actor; knows no disk and decides nothing.
/// </summary>
internal sealed class ResultBuilder(ExecutionRequest request, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly List<ExecutedStepResult> _steps = [];
    private readonly Dictionary<int, int> _places = []; // of a step's result, by step id
    private readonly List<string> _errors = [];
    private readonly List<string> _divergences = [];
    private readonly HashSet<string> _diverged = new(StringComparer.Ordinal); // paths told already
    private bool _rollbackInvoked;
    private bool _rollbackFailed;
    private ImmutableArray<RollbackConflict> _conflicts = [];

    /// <summary>Paths that an undo left to others because a person decided so.</summary>
    public ImmutableArray<string> Kept { get; set; } = [];

    public ImmutableArray<GateVerdict> Gates { get; set; } = [];

    public StateSnapshot? Before { get; set; }

    public StateSnapshot? After { get; set; }

    public int Succeeded { get; private set; }

    /// <summary>How long it has taken up to now, in milliseconds.</summary>
    public double ElapsedMs => time.GetElapsedTime(_began).TotalMilliseconds;

    public int Failed => _steps.Count - Succeeded;

    /// <summary>Whether a step acted, or tried to.</summary>
    public bool HasRun(int stepId) => _places.ContainsKey(stepId);

    public void Fail(string error) => _errors.Add(error);

    /// <summary>What others changed; a path is told once, as it was found first.</summary>
    public void Diverge(IEnumerable<Drift> drifts) =>
        _divergences.AddRange(drifts.Where(drift => _diverged.Add(drift.Path)).Select(InWords));

    /// <summary>A result with the originals that were kept because others have written to them.</summary>
    public static ExecutionResultArtifact WithKept(
        ExecutionResultArtifact result, ImmutableArray<Drift> kept) => kept.IsEmpty
        ? result
        : result with
        {
            DivergenceDetected = true,
            DivergenceDetails = string.Join(
                "; ", new[] { result.DivergenceDetails }.OfType<string>().Concat(kept.Select(InWords))),
        };

    private static string InWords(Drift drift) =>
        $"{drift.Path}: expected {drift.Expected}, found {drift.Found}";

    public void StepEnded(PlanStep step, DateTimeOffset startedAt, StepOutcome outcome)
    {
        var now = time.GetUtcNow();
        Add(new ExecutedStepResult
        {
            StepId = step.StepId,
            Operation = step.Operation,
            Target = step.Target,
            ActionType = step.ActionType,
            StartedAt = startedAt,
            CompletedAt = now,
            DurationMs = (now - startedAt).TotalMilliseconds,
            PreconditionMet = outcome.PreconditionMet,
            PreconditionDetail = outcome.PreconditionDetail,
            ActualStateChange = outcome.ActualStateChange,
            AffectedResources = outcome.AffectedResources,
            ExpectedVsActualMatch = outcome.ExpectedVsActualMatch,
            VerificationDetail = outcome.VerificationDetail,
            Success = outcome.Success,
            ErrorMessage = outcome.Error,
            Timestamp = now,
        });
        if (outcome.Error is { } error)
            _errors.Add($"step {step.StepId} ({StepName.Of(step)}): {error}");
        if (!outcome.Success && outcome.PreconditionMet && !outcome.ExpectedVsActualMatch)
            _divergences.Add($"{step.Target}: {outcome.VerificationDetail}");
    }

    /// <summary>A step that a dead process did or left; there is no time to tell.</summary>
    public void StepFound(PlanStep step, bool success, string detail) => Add(new ExecutedStepResult
    {
        StepId = step.StepId,
        Operation = step.Operation,
        Target = step.Target,
        ActionType = step.ActionType,
        AffectedResources = success ? AffectedBy(step.StepId) : [],
        PreconditionMet = success,
        PreconditionDetail = detail,
        ExpectedVsActualMatch = success,
        VerificationDetail = detail,
        Success = success,
        ErrorMessage = success ? null : detail,
        Timestamp = time.GetUtcNow(),
    });

    private ImmutableArray<string> AffectedBy(int stepId) =>
        request.Report?.StepsSimulated.FirstOrDefault(step => step.StepId == stepId)?.AffectedResources ?? [];

    private void Add(ExecutedStepResult step)
    {
        _places[step.StepId] = _steps.Count;
        _steps.Add(step);
        Succeeded += step.Success ? 1 : 0;
    }

    /// <summary>An undo has ended: how each swap went, what it left, and what is in its way.</summary>
    public void Undone(RollbackProtocol.Undone end)
    {
        _conflicts = end.Conflicts;
        Kept = ExecutionOutcome.KeptIn(end);
        StepUndone(end.Outcomes);
        RollbackLeft(end.Left);
        RollbackLeft(end.Outcomes.Where(o => o.Verdict is UndoVerdict.Kept).Select(o => o.Detail));
        Diverge(end.Foreign);
    }

    /// <summary>Swaps were undone, of one step or of all.</summary>
    public void StepUndone(ImmutableArray<UndoOutcome> outcomes)
    {
        _rollbackInvoked = true;
        foreach (var step in outcomes.GroupBy(outcome => outcome.Row.StepId))
        {
            var failed =
                step.Where(o => o.Verdict is not (UndoVerdict.Undone or UndoVerdict.NothingToDo)).ToArray();
            _rollbackFailed |= failed.Length > 0;
            var detail = string.Join("; ", step.Select(o => o.Detail).Distinct());
            if (_places.TryGetValue(step.Key, out var at))
            {
                _steps[at] = _steps[at] with
                {
                    RollbackInvoked = true, RollbackSucceeded = failed.Length == 0, RollbackDetail = detail,
                };
            }
        }
    }

    /// <summary>What the undo left different from before, in words.</summary>
    private void RollbackLeft(IEnumerable<string> left)
    {
        foreach (var line in left)
        {
            _rollbackFailed = true;
            _errors.Add(line);
            _divergences.Add(line);
        }
    }

    public ExecutionResultArtifact Build(ExecutionOutcome outcome)
    {
        var draft = Draft(outcome);
        Drift[] foreign = [.. ForeignPathsAtEnd.In(request.Report, draft, outcome.State)];
        Diverge(foreign);
        return draft with
        {
            DivergenceDetected = _divergences.Count > 0,
            DivergenceDetails = _divergences.Count > 0 ? string.Join("; ", _divergences) : null,
            ForeignPaths = [.. foreign.Select(drift => drift.Path)],
        };
    }

    private ExecutionResultArtifact Draft(ExecutionOutcome outcome) => new()
    {
        ResultId = $"result-{Guid.CreateVersion7():N}",
        ExecutionId = request.ExecutionId.Value,
        IntentId = request.Plan.IntentId,
        TranscriptionId = request.Plan.TranscriptionId,
        DryRunReportId = request.Report?.ReportId,
        ExecutionPlanId = request.Plan.PlanId,
        UserApproved = Gates.Any(gate => gate is { Gate: 3, Passed: true }),
        ApprovalTimestamp = request.Approval?.ApprovedAt,
        Approver = request.Approval?.Approver,
        ApproverOsUser = request.Approval?.OsUser,
        StepsExecuted = [.. _steps],
        ExecutionStatus = outcome.Status,
        TotalSteps = request.Plan.Steps.Length,
        StepsSucceeded = Succeeded,
        StepsFailed = Failed,
        RollbackInvoked = _rollbackInvoked,
        RollbackFullySuccessful = _rollbackInvoked && !_rollbackFailed,
        ExecutionDurationMs = ElapsedMs,
        BeforeStateSnapshot = Before,
        AfterStateSnapshot = After,
        KeptPaths = Kept,
        Conflicts = _conflicts,
        Gates = Gates,
        AbortReason = outcome.Status is ExecutionStatus.Aborted ? outcome.Reason : null,
        Errors = [.. _errors],
        CreatedAt = time.GetUtcNow(),
    };
}
