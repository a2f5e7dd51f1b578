using System.Collections.Frozen;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Conformance;

/// <summary>One check of a verb in a directory of its own.</summary>
internal sealed class ConformanceRun : IDisposable
{
    private const string Execution = "conformance";

    private readonly ExecutionPlanArtifact _plan;
    private readonly Verb _verb;
    private readonly SimulatorOptions _options;
    private readonly string _root;
    private readonly ConformanceTree _before;

    public ConformanceRun(
        ExecutionPlanArtifact plan, Verb verb, VerbHandlers verbs, Action<string> makeTree)
    {
        (_plan, _verb, _options) = (plan, verb, new SimulatorOptions { Verbs = verbs });
        _root = Directory.CreateTempSubdirectory("argo-verb-").FullName;
        makeTree(_root);
        _before = ConformanceTree.Of(_root);
    }

    /// <summary>What is wrong; none when nothing is.</summary>
    public IEnumerable<string> Problems(ConformanceScenario scenario)
    {
        var report = Simulate();
        if (report.SimulationStatus != SimulationStatus.Success)
            return [$"the simulation is {report.SimulationStatus}: {report.BlockingReason}"];
        return scenario switch
        {
            ConformanceScenario.DryRun => DryRunProblems(report),
            ConformanceScenario.Staged => UndoProblems(report, acts: false, reopens: false),
            ConformanceScenario.Applied => UndoProblems(report, acts: true, reopens: false),
            _ => UndoProblems(report, acts: true, reopens: true),
        };
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private DryRunExecutionReport Simulate() => new Simulator(_options).Simulate(
        _plan, new SimulationRequest { WorkspaceRoot = _root, WorkspaceName = Execution });

    private IEnumerable<string> DryRunProblems(DryRunExecutionReport report)
    {
        if (_before.Difference(ConformanceTree.Of(_root), withTimes: true) is { } change)
            yield return $"it changed the tree: {change}.";
        if (_verb.Descriptor.ChangesNothing && report.TotalPredictedChanges > 0)
            yield return "it predicts changes, and the verb is said to change nothing.";
        if (Predicted(report) != Predicted(Simulate()))
            yield return "repeated on the same tree, it predicts something else.";
    }

    // less what is of the one simulation and not of the plan
    private static string Predicted(DryRunExecutionReport report) => ArtifactJson.Write(
        report.StepsSimulated[0] with { Timestamp = default });

    private List<string> UndoProblems(DryRunExecutionReport report, bool acts, bool reopens)
    {
        var problems = new List<string>();
        var transaction = PlanTransaction.Open(RequestOf(report));
        try
        {
            if (Execute(transaction, report, acts, problems) is not { } undo)
                return problems;
            if (reopens)
            {
                transaction.Dispose();
                transaction = PlanTransaction.Reopen(RequestOf(report), undo);
                transaction.Fence(1);
            }

            UndoTwice(transaction, undo, problems);
        }
        finally
        {
            transaction.Dispose();
        }

        return problems;
    }

    private UndoPlan? Execute(
        PlanTransaction transaction, DryRunExecutionReport report, bool acts, List<string> problems)
    {
        var stepId = _plan.Steps[0].StepId;
        if (transaction.Stage(stepId).Error is { } refused)
        {
            problems.Add($"it cannot be staged: {refused}");
            return null;
        }

        transaction.Flush();
        var undo = transaction.BuildUndoPlan();
        if (!acts)
            return undo;
        var outcome = transaction.Act(stepId);
        if (!outcome.Success)
            problems.Add($"what was predicted is not what is found: {ArtifactJson.Write(outcome)}");
        var named = report.StepsSimulated[0].AffectedResources;
        problems.AddRange(_before.Changed(ConformanceTree.Of(_root))
            .Where(path => !named.Any(one => RelativePath.IsWithin(path, one)))
            .Select(path => $"'{path}' changed, which the dry run does not name."));
        return undo;
    }

    private void UndoTwice(PlanTransaction transaction, UndoPlan undo, List<string> problems)
    {
        foreach (var time in new[] { "the undo", "the undo, repeated," })
        {
            foreach (var row in undo.Rows.Reverse())
            {
                var outcome = transaction.Undo(row, FrozenDictionary<string, ConflictChoice>.Empty);
                if (outcome.Verdict is not (UndoVerdict.Undone or UndoVerdict.NothingToDo))
                    problems.Add($"{time} ends with {outcome.Verdict}: {outcome.Detail}.");
            }

            transaction.Flush();
            if (_before.Difference(ConformanceTree.Of(_root), withTimes: false) is { } difference)
                problems.Add($"{time} does not give the tree back: {difference}.");
        }

        transaction.Collect();
        if (_before.Difference(ConformanceTree.Of(_root), withTimes: false) is { } left)
            problems.Add($"the end of the execution does not leave the tree as it was: {left}.");
    }

    private PlanTransactionRequest RequestOf(DryRunExecutionReport report) => new()
    {
        ExecutionId = Execution,
        Workspace = Execution,
        WorkspaceRoot = _root,
        Plan = _plan,
        Report = report,
        Simulator = _options,
    };
}
