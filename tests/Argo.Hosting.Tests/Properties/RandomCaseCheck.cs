using System.Collections.Concurrent;
using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Hosting.Tests.Properties;

/// <summary>One case through the whole product, and everything in it that was not so.</summary>
internal sealed class RandomCaseCheck(HostedArgo argo, int seed)
{
    private const int Rounds = 12;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ExecutionId _id = new($"exec-{seed}");
    private readonly List<string> _lies = [];
    private RandomCase? _case;
    private string? _failing;
    private readonly ConcurrentDictionary<string, int> _points = [];
    private bool _hasHappened;
    private bool _isDead;

    /// <summary>How it ended, for the count.</summary>
    public string Ended { get; private set; } = "not run";

    public bool HostIsDead => _isDead;

    public override string ToString() => $"{_case}";

    public async Task<List<string>> RunAsync()
    {
        Clear();
        _case = new RandomCase(seed, argo.Root);
        var report = await argo.DryRunAsync(_case.Plan);
        if (report.SimulationStatus is not SimulationStatus.Success)
            return [$"the model can do it, and the dry run says {report.BlockingReason}"];
        var approval = await argo.ApproveAsync(report);
        argo.Failpoint = Reached;
        var end = await ExecuteAsync(report, approval);
        Judge(end, report);
        if (_lies.Count > 0)
            _lies.Add($"(it says {end.State}: {string.Join("; ", end.Result.Errors)})");
        var first = end.State;
        end = await SettleAsync(end);
        JudgeVault(end);
        Ended = first == end.State ? $"{_case.Mishap} {first}" : $"{_case.Mishap} {first}, then {end.State}";
        return _lies;
    }

    private async Task<ExecutionEnd> ExecuteAsync(DryRunExecutionReport report, ApprovalArtifact approval)
    {
        argo.Failpoint = Reached;
        try
        {
            var end = await argo.ExecuteAsync(_case!.Plan, report, approval, _id.Value).WaitAsync(Deadline);
            if (!_isDead)
                return end;
        }
        catch (Exception dead) when (_isDead && dead is ArgoException or TimeoutException && _isDead)
        {
            // nobody was there to answer any more
        }
        finally
        {
            argo.Failpoint = _isDead ? argo.Failpoint : null;
        }
        return await TakeOverAsync();
    }

    private void Clear()
    {
        foreach (var entry in Directory.GetFileSystemEntries(argo.Root).Where(path =>
            Path.GetFileName(path) != ".argo"))
        {
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
        }
    }

    private void Reached(string point)
    {
        if (_isDead || _failing == point)
            InjectedFault.Failure.Play(argo, _id, point);
        var phase = point.Split('.')[0];
        if (phase is "commit" or "collect" or "open")
            return;
        var now = $"{phase} {_points.AddOrUpdate(phase, 1, (_, count) => count + 1)}";
        if (now == _case!.StrangerAt)
            _case.Stranger.Act();
        if (_hasHappened && now == _case.SecondAt)
        {
            _failing = point; // a single failure of an undo is tried again, and this one stays
            InjectedFault.Failure.Play(argo, _id, point);
        }
        if (_hasHappened || now != _case.MishapAt || _case.Mishap is InjectedFault.None)
            return;
        _hasHappened = true;
        _failing = _case.Mishap is InjectedFault.Failing ? point : null;
        _isDead = _case.Mishap is InjectedFault.Crash;
        _case.Mishap.Play(argo, _id, point);
    }

    /// <summary>
    /// The host is gone with all that it knew; another one on the same store takes over at its start.
    /// </summary>
    private async Task<ExecutionEnd> TakeOverAsync()
    {
        await argo.CloseAsync();
        argo.Failpoint = null;
        argo.Sql($"UPDATE executions SET owner = 'gone:1:1' WHERE execution_id = '{_id}'");
        await using var next = await argo.BesideAsync();
        await next.Argo.RecoverAsync();
        return await next.Archive.FindAsync(_id.Value) is { Result: { } result, Record: { } record } found
            ? new(found.Entry.State, result, record)
            : throw new InvalidOperationException("it was not recovered");
    }

    private void Judge(ExecutionEnd end, DryRunExecutionReport report)
    {
        var result = end.Result;
        Need(RecordVerifier.Verify(end.Record).IsIntact, "the record does not verify");
        Need(result.TotalSteps == _case!.Plan.Steps.Length, $"total_steps is {result.TotalSteps}");
        Need(result.StepsSucceeded == result.StepsExecuted.Count(step => step.Success),
            "steps_succeeded is wrong");
        Need(result.StepsFailed == result.StepsExecuted.Count(step => !step.Success),
            "steps_failed is wrong");
        Need(!result.RollbackFullySuccessful
            || result.RollbackInvoked, "a rollback that was not, was successful");
        Need(result.DivergenceDetected == result.DivergenceDetails is not null, "divergence without details");
        Need(end.State is ExecutionState.Parked
            || result.Conflicts.IsEmpty, "conflicts of what is not parked");
        if (result.AfterStateSnapshot is { } after)
            _lies.AddRange(DiskTree.Lies(argo.Root, after).Select(lie => $"after: {lie}"));
        JudgeStatus(end);
        JudgeTree(end, report);
        Need(!_case.Stranger.IsLost, "what the stranger wrote is lost");
    }

    private void JudgeStatus(ExecutionEnd end)
    {
        var (status, record) = (end.Result.ExecutionStatus, end.Record.Status);
        (ExecutionStatus Status, RecordStatus Record)[] fitting = end.State switch
        {
            ExecutionState.Completed => [(ExecutionStatus.Success, RecordStatus.Completed)],
            ExecutionState.Partial => [(ExecutionStatus.Partial, RecordStatus.CompletedPartial)],
            ExecutionState.Aborted => [(ExecutionStatus.Aborted, RecordStatus.Failed)],
            ExecutionState.RolledBack =>
                [(ExecutionStatus.RolledBack, RecordStatus.Failed),
                    (ExecutionStatus.Partial, RecordStatus.Failed)],
            ExecutionState.Parked => [(ExecutionStatus.Partial, RecordStatus.Failed)],
            ExecutionState.Halted =>
                [(ExecutionStatus.Partial, RecordStatus.Incomplete),
                    (ExecutionStatus.Aborted, RecordStatus.Incomplete)],
            _ => [],
        };
        Need(fitting.Contains((status, record)),
            $"it is {end.State}, and the result says {status}, the record {record}");
        if (end.State is ExecutionState.Completed && IsAlone)
            Need(!end.Result.DivergenceDetected, $"divergence of nobody: {end.Result.DivergenceDetails}");
        if (end.State is ExecutionState.Completed)
            Need(end.Result is { StepsFailed: 0, RollbackInvoked: false, Errors.IsEmpty: true },
                "success with failures");
        if (status is ExecutionStatus.RolledBack)
            Need(end.Result.RollbackFullySuccessful || end.Result.DivergenceDetected
                || end.Result.Errors.Length > 0,
                "rolled back, and not, and nothing said");
        if (end.State is ExecutionState.Parked)
            Need(end.Result is { RollbackInvoked: true, RollbackFullySuccessful: false,
                Errors.IsEmpty: false },
                "parked as if all were well");
    }

    /// <summary>
    /// Alone, the tree is exactly the model's; with a stranger in it, what is claimed of it has to be so.
    /// </summary>
    private void JudgeTree(ExecutionEnd end, DryRunExecutionReport report)
    {
        var done = end.Result.StepsExecuted.Where(step => step.Success).Select(step =>
            step.StepId).ToHashSet();
        var isAlone = IsAlone;
        if (end.State is ExecutionState.RolledBack or ExecutionState.Aborted)
        {
            if (isAlone)
                _lies.AddRange(_case!.Before.Diff(TreeManifest.Capture(argo.Root)).Select(line =>
                    $"not as before: {line}"));
            else if (end.Result is { RollbackFullySuccessful: true, DivergenceDetected: false }
                && end.Result.AfterStateSnapshot is { } now)
                _lies.AddRange(NotAsWitnessed(report, now));
        }
        else if (isAlone && end.State is not ExecutionState.Parked)
        {
            _lies.AddRange(_case!.DifferencesAfter(argo.Root, done.Contains));
        }
    }

    private bool IsAlone => _case!.Stranger.Done is null or ""
        || _case.Stranger.Done.StartsWith("looked", StringComparison.Ordinal);

    private static IEnumerable<string> NotAsWitnessed(DryRunExecutionReport report, StateSnapshot now) =>
        from seen in report.Witness
        where now.Paths.TryGetValue(seen.Path, out var found) && (found.Kind != seen.Fingerprint.Kind
            || found.Sha256 != seen.Fingerprint.Sha256 || found.Mode != seen.Fingerprint.Mode)
        select $"it says rolled back without divergence, and '{seen.Path}' is not as it was";

    /// <summary>
    /// A person decides until nothing is left to decide; what security halted is undone on request.
    /// </summary>
    private async Task<ExecutionEnd> SettleAsync(ExecutionEnd end)
    {
        await using var next = _isDead ? await argo.BesideAsync() : null;
        var host = next ?? argo;
        for (var round = 0; round < Rounds
            && end.State is ExecutionState.Parked or ExecutionState.Halted; round++)
        {
            var conflicts = end.Result.Conflicts;
            var answer = conflicts.IsEmpty
                ? await host.Argo.RecoverAsync(_id)
                : await host.Argo.ResolveAsync(
                    _id, Decide(conflicts[_case!.Decisions.Next(conflicts.Length)]));
            if (answer.Ends is not [var ended])
            {
                _lies.Add($"not settled: {string.Join("; ", answer.Failures)}");
                return end;
            }
            end = new(ended.State, ended.Result, ended.Record);
        }
        Need(end.State is not (ExecutionState.Parked or ExecutionState.Halted),
            $"it is {end.State} after every decision: {string.Join("; ", end.Result.Errors)}");
        Need(!_case!.Stranger.IsLost, "what the stranger wrote is lost in the end");
        if (_case.Stranger.Done is null && end.State is ExecutionState.RolledBack)
            _lies.AddRange(_case.Before.Diff(TreeManifest.Capture(argo.Root)).Select(line =>
                $"in the end: {line}"));
        return end;
    }

    private ConflictDecision Decide(RollbackConflict conflict) => new(
        conflict.Path,
        conflict.CanKeepMine && _case!.Decisions.Next(2) == 0 ? ConflictChoice.KeepMine
            : ConflictChoice.KeepTheirs,
        "ada");

    private void JudgeVault(ExecutionEnd end)
    {
        var stages = argo.PathOf(".argo/x");
        if (end.State is not (ExecutionState.Parked or ExecutionState.Halted) && Directory.Exists(stages))
            _lies.AddRange(Directory.GetFileSystemEntries(stages).Select(left =>
                $"left in the vault: {left}"));
    }

    private void Need(bool holds, string lie)
    {
        if (!holds)
            _lies.Add(lie);
    }
}
