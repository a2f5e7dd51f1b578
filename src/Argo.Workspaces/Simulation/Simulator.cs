using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Diffs;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Simulation;

/// <summary>
/// The dry run: simulates a plan on a virtual overlay of the real tree, and changes nothing.
/// </summary>
/// <remarks>
/// The steps are interpreted by the code that executes them. Nothing in the workspace is opened for writing.
/// Safe for
/// several threads.
/// </remarks>
/// <param name="options">Null takes the defaults.</param>
public sealed class Simulator(SimulatorOptions? options = null)
{
    private readonly SimulatorOptions _options = options ?? new SimulatorOptions();

    /// <summary>
    /// Simulates every step on the state that those before it leave, past a blocked one too.
    /// </summary>
    /// <returns>
    /// A report; BLOCKED and UNSAFE are reports as well, each naming the step and the reason.
    /// </returns>
    /// <exception cref="WorkspaceException">
    /// The workspace itself cannot be opened, or a file changed between the simulation and its diff.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DryRunExecutionReport Simulate(
        ExecutionPlanArtifact plan, SimulationRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        using var root = ConfinedRoot.Open(Path.GetFullPath(request.WorkspaceRoot));
        return Simulate(plan, request, root, cancellation);
    }

    /// <summary>Every path that is no longer what a report saw; empty when the world is the same.</summary>
    /// <param name="report">The report.</param>
    /// <param name="workspaceRoot">The workspace's absolute path on this host.</param>
    /// <param name="cancellation">Ends the reading of large files.</param>
    /// <exception cref="WorkspaceException">The workspace itself cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ImmutableArray<Drift> FindDrift(
        DryRunExecutionReport report, string workspaceRoot, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var root = ConfinedRoot.Open(Path.GetFullPath(workspaceRoot));
        return new WitnessCheck(root, _options, cancellation: cancellation).Compare(report);
    }

    internal DryRunExecutionReport Simulate(
        ExecutionPlanArtifact plan,
        SimulationRequest request,
        IRealTree disk,
        CancellationToken cancellation = default)
    {
        var started = _options.Time.GetTimestamp();
        var contents = new PinningContents(request.PlanDirectory, _options);
        var around = Around(disk, contents, new UmaskModes(ProcessUmask.Value), cancellation);
        var interpreter = new StepInterpreter(around, _options.Verbs);
        var steps = ImmutableArray.CreateBuilder<StepInterpretation>(plan.Steps.Length);
        foreach (var step in plan.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            steps.Add(Noted(step, interpreter.Interpret(step)));
        }

        Remember(steps);
        var told = DirectoryWarnings.AddTo(
            WriterWarnings.AddTo(steps.ToImmutable(), around.Book), disk.LosesDirectories);
        var draft = Report(plan, request, disk, SimulationVerdict.Of(plan, told)) with
        {
            Diff = new TreeDiff(around, _options.Redactor).Of(told),
            Witness = around.Book.Entries(),
            PinnedContent = contents.Pinned,
        };
        return Sealed(plan, draft, _options.Time.GetElapsedTime(started));
    }

    private StepInterpretation Noted(PlanStep planned, StepInterpretation step) => step with
    {
        Simulated = step.Simulated with
        {
            RequiredConfirmations = planned.RequiredConfirmations,
            Timestamp = _options.Time.GetUtcNow(),
        },
    };

    // Also where nobody approves the plan: too much kept back does no harm.
    private void Remember(IEnumerable<StepInterpretation> steps)
    {
        var made = steps.SelectMany(step => step.Changes).OfType<Change.PutFile>();
        foreach (var put in made.Where(put => put.Content is { IsSecret: true, Length: > 0 }))
            _options.Secrets.Add(put.Content.Sha256);
    }

    private InterpretationContext Around(
        IRealTree disk, IContentSource contents, IDefaultModes modes, CancellationToken cancellation)
    {
        var digests = new FileDigests(disk, _options.Digests, _options.Time, cancellation);
        var book = new DiskObservations(
            disk, digests, _options.Secrets, _options.Limits,
            new ReservedPlaces(disk, _options.ReservedDirectories));
        return new InterpretationContext(book, new Overlay(book), contents, modes, _options.Limits);
    }

    private DryRunExecutionReport Report(
        ExecutionPlanArtifact plan, SimulationRequest request, IRealTree disk, SimulationVerdict verdict) =>
        new()
        {
            ReportId = _options.NewReportId(),
            ExecutionPlanId = plan.PlanId,
            PlanDigest = ArtifactDigest.Of(plan),
            IntentId = plan.IntentId,
            TranscriptionId = plan.TranscriptionId,
            Workspace = request.WorkspaceName ?? plan.Workspace,
            WorkspaceRoot = disk.RootPath,
            WorkspaceIdentity = disk.Stat("")?.Identity,
            SimulationStatus = verdict.Status,
            AllStepsSafe = verdict.AllStepsSafe,
            BlockingReason = verdict.Reason,
            StepsSimulated = verdict.Steps,
            HighestRiskDetected = verdict.HighestRisk,
            TotalPredictedChanges = verdict.Changes,
            StepsWithIrreversibleActions = verdict.Irreversible,
            AllRollbacksExist = verdict.Steps.All(step => step.RollbackExists),
            AllRollbacksCoherent = verdict.Steps.All(step => step.RollbackCoherent),
            AllRollbacksFeasible = verdict.Steps.All(step => step.RollbackFeasible),
            RollbackSummary = verdict.RollbackSummary,
        };

    private DryRunExecutionReport Sealed(
        ExecutionPlanArtifact plan, DryRunExecutionReport draft, TimeSpan took)
    {
        var report = draft with
        {
            Summary = _options.Redactor.Redact(SummaryText.Of(plan, draft)),
            SimulationDurationMs = Math.Round(took.TotalMilliseconds, 3),
            CreatedAt = _options.Time.GetUtcNow(),
            UserConfirmed = false,
            UserApprovedExecution = false,
        };
        return report with { ReportDigest = ArtifactDigest.Of(report) };
    }
}
