using System.Threading.Channels;
using Akka.Actor;
using Argo.Actors;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Hosting.Adapters;
using Argo.Hosting.Diagnostics;
using Argo.Storage;
using Argo.Workspaces.Native;
using Argo.Workspaces.Simulation;

namespace Argo.Hosting.Client;

/// <summary>Turns a host's calls into messages and writes; the only class that calls Ask.</summary>
internal sealed class ArgoClient(
    ArgoRuntime runtime,
    ArgoOptions options,
    ArgoStore store,
    ArtifactArchive archive,
    HostKey key,
    HostAuthority authority,
    WorkspaceResolver workspaces,
    UnknownStages stages,
    Simulator simulator,
    StoredSecrets secrets,
    TimeProvider time) : IArgo
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(10);

    public async Task<WorkspaceRef> ResolveWorkspaceAsync(
        string? nameOrDirectory, ExecutionPlanArtifact? plan, CancellationToken cancellation = default)
    {
        var found = await workspaces.ResolveAsync(nameOrDirectory, plan).ConfigureAwait(false);
        return found with
        {
            UnknownStages = await stages.FindUnknownAsync(found.Root, cancellation).ConfigureAwait(false),
        };
    }

    public async Task<DryRunExecutionReport> DryRunAsync(
        DryRunRequest request, CancellationToken cancellation = default)
    {
        var simulation = new SimulationRequest
        {
            WorkspaceRoot = request.Workspace.Root,
            WorkspaceName = request.Workspace.Name,
            PlanDirectory = request.PlanDirectory,
        };
        await secrets.LoadAsync().ConfigureAwait(false);
        var report = await Task.Run(
            () => simulator.Simulate(request.Plan, simulation, cancellation), cancellation)
            .ConfigureAwait(false);
        report = key.Sign(report);
        await secrets.KeepAsync().ConfigureAwait(false);
        await archive.KeepAsync(request.Plan, report).ConfigureAwait(false);
        return report;
    }

    public async Task<DryRunExecutionReport> VerifyReportAsync(
        DryRunExecutionReport report, CancellationToken cancellation = default)
    {
        var (kept, fault) = await authority.VerifyAsync(report).ConfigureAwait(false);
        return kept ?? throw new ArgoException(ArgoFault.Refused, fault!);
    }

    public async Task<ApprovalArtifact> ApproveAsync(
        ApproveRequest request, CancellationToken cancellation = default)
    {
        Refuse(request);
        var report = await VerifyReportAsync(request.Report, cancellation).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var approval = key.Sign(new ApprovalArtifact
        {
            ApprovalId = $"approval-{Guid.CreateVersion7():N}",
            ReportId = report.ReportId,
            ReportDigest = report.ReportDigest,
            PlanId = report.ExecutionPlanId,
            Approver = request.Approver,
            OsUser = OperatingSystemUser.Current,
            Method = request.Method,
            ApprovedAt = now,
            ExpiresAt = now + (request.Lifetime ?? options.ApprovalLifetime),
            AcknowledgedIrreversibleSteps = request.AcknowledgedIrreversibleSteps,
            Confirmations = request.Confirmations,
        });
        await archive.KeepAsync(approval).ConfigureAwait(false);
        return approval;
    }

    public async Task<ExecutionEnd> ExecuteAsync(
        ExecuteRequest request, IProgress<ExecutionProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var execution = new ExecutionRequest
        {
            ExecutionId = request.ExecutionId ?? ExecutionId.New(),
            Plan = request.Plan,
            Report = request.Report,
            Approval = request.Approval,
            Workspace = request.Workspace.Name,
            WorkspaceRoot = request.Workspace.Root,
            LiveModeState = request.LiveModeState,
        };
        var (system, supervisor) = runtime.Running;
        var end = new TaskCompletionSource<ExecutionEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        var submission = system.ActorOf(SubmissionActor.Props(execution, supervisor, progress, end));
        await using var stop = cancellation.Register(
            () => submission.Tell(new SubmissionActor.StopAsked(), ActorRefs.NoSender)).ConfigureAwait(false);
        return await runtime.Promise(end.Task).ConfigureAwait(false);
    }

    public IAsyncEnumerable<ExecutionProgress> WatchAsync(
        ExecutionId execution, CancellationToken cancellation = default)
    {
        var (system, supervisor) = runtime.Running;
        var lines = Channel.CreateUnbounded<ExecutionProgress>(
            new UnboundedChannelOptions { SingleReader = true });
        var listener = system.ActorOf(ProgressActor.Props(execution, supervisor, lines.Writer));
        cancellation.Register(() => listener.Tell(PoisonPill.Instance, ActorRefs.NoSender));
        return lines.Reader.ReadAllAsync(CancellationToken.None);
    }

    public async Task<ExecutionProtocol.CancelAnswer> CancelAsync(
        ExecutionId execution, string reason, CancellationToken cancellation = default)
    {
        if (runtime.IsRunning)
        {
            var answer = await AskAsync<ExecutionProtocol.CancelAnswer>(
                new ExecutionProtocol.Cancel(execution, reason), AskTimeout, cancellation)
                .ConfigureAwait(false);
            if (answer.Accepted)
                return answer;
        }

        var entry = await store.Executions.FindExactAsync(execution.Value).ConfigureAwait(false);
        if (entry is { State: ExecutionState.Queued or ExecutionState.Running, Owner: { } owner }
            && ProcessOwner.IsGone(owner))
        {
            return new ExecutionProtocol.CancelAnswer(
                execution, false,
                $"the process that ran it ({owner}) is gone, so nobody hears a cancel; "
                + $"'argo recover {execution}' puts back what it left");
        }

        var asked = await store.Executions.RequestCancelAsync(execution.Value, reason).ConfigureAwait(false);
        return new ExecutionProtocol.CancelAnswer(
            execution, asked, asked
                ? "asked; the process that runs it reads it from the store"
                : "it has ended, or is not known");
    }

    public Task<ExecutionProtocol.Recovered> RecoverAsync(
        ExecutionId? execution = null, CancellationToken cancellation = default) =>
        AskAsync<ExecutionProtocol.Recovered>(
            new ExecutionProtocol.Recover(execution), options.RecoveryTimeout, cancellation);

    public Task<ExecutionProtocol.Recovered> RecoverWorkspaceAsync(
        string workspaceRoot, CancellationToken cancellation = default) =>
        AskAsync<ExecutionProtocol.Recovered>(
            new ExecutionProtocol.Recover(null, WorkspaceRoot: workspaceRoot), options.RecoveryTimeout,
            cancellation);

    public Task<ExecutionProtocol.Recovered> ResolveAsync(
        ExecutionId execution, ConflictDecision decision, CancellationToken cancellation = default) =>
        AskAsync<ExecutionProtocol.Recovered>(
            new ExecutionProtocol.Recover(execution, decision), options.RecoveryTimeout, cancellation);

    public Task<ExecutionProtocol.Recovered> AbandonAsync(
        ExecutionId execution, Abandonment decision, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(decision.Reason))
            throw new ArgoException(
                ArgoFault.InvalidInput, "reason: say why it is given up; record and journal keep it.");
        return AskAsync<ExecutionProtocol.Recovered>(
            new ExecutionProtocol.Recover(execution, Abandonment: decision), options.RecoveryTimeout,
            cancellation);
    }

    public Task<ExecutionProtocol.Recovered> RecoverInAsync(
        ExecutionId execution, Relocation relocation, CancellationToken cancellation = default) =>
        AskAsync<ExecutionProtocol.Recovered>(
            new ExecutionProtocol.Recover(execution, Relocation: relocation), options.RecoveryTimeout,
            cancellation);

    private async Task<T> AskAsync<T>(object question, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            return await runtime.Running.Supervisor.Ask<T>(question, timeout, cancellation)
                .ConfigureAwait(false);
        }
        catch (AskTimeoutException late)
        {
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"No answer came within {timeout.TotalSeconds:0} s; what was asked may still be done: "
                + "'argo list' shows where executions stand.",
                late);
        }
    }

    private static void Refuse(ApproveRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Approver))
            throw new ArgoException(ArgoFault.InvalidInput, "approver: name the person who approves.");
        if (request.Lifetime is { } lifetime && lifetime <= TimeSpan.Zero)
            throw new ArgoException(
                ArgoFault.InvalidInput, "expires: must be longer than nothing, such as 15m.");
        if (WhyNotConfirmed(request) is { } problem)
            throw new ArgoException(ArgoFault.InvalidInput, $"confirmations: {problem}.");
    }

    /// <summary>
    /// An approval that gate 3 would refuse, or that confirms what nobody asked, is not signed.
    /// </summary>
    private static string? WhyNotConfirmed(ApproveRequest request)
    {
        var demanded = StepConfirmation.DemandedBy(request.Report);
        var missing = demanded.Except(request.Confirmations).ToArray();
        if (missing.Length > 0)
            return $"{StepConfirmation.Words(missing)}; have the person confirm each, and hand them in";
        return request.Confirmations.Except(demanded).FirstOrDefault() is { } unknown
            ? $"step {unknown.StepId} does not demand '{unknown.Confirmation}'; leave it out"
            : null;
    }
}
