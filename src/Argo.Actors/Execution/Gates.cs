using System.Collections.Immutable;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;

namespace Argo.Actors.Execution;

/// <summary>
/// The five hard gates, and security before them. Pure: everything they look at is handed in.
/// </summary>
/// <remarks>All are evaluated, in order, and every verdict is kept; the first that fails gives the
/// reason.</remarks>
internal static class Gates
{
    /// <summary>What is said where another execution was quicker.</summary>
    public const string ApprovalUsed =
        $"The approval was used or refused by another execution: {ApproveAgain}.";

    private const string ApproveAgain = "approve the report again";
    private const string SimulateAgain = "simulate the plan again, and approve that report";

    private static readonly ImmutableArray<string> Names =
    [
        "security", "dry_run_report_exists", "simulation_succeeded", "person_approved", "ids_match",
        "nothing_changed",
    ];

    public static ImmutableArray<GateVerdict> Evaluate(ExecutionRequest request, GateFacts facts) =>
    [
        Judge(
            0, $"the security state is {facts.Security.Value?.SecurityState}",
            () => Forbidden(facts.Security)),
        Judge(1, "there is a dry-run report, signed and kept by this host", () => NoReport(request, facts)),
        Judge(2, "the simulation is a success", () => NotSimulated(request.Report)),
        Judge(
            3, $"approved by {request.Approval?.Approver}",
            () => WithRemedy(NotApproved(request, facts), request, facts)),
        Judge(4, "plan, report and approval name each other", () => Mismatched(request)),
        Judge(5, "digests and the disk are as approved", () => Changed(request, facts)),
    ];

    /// <summary>For a recovery: PREPARED is journaled only after every gate has passed.</summary>
    public static ImmutableArray<GateVerdict> PassedBefore(ExecutionRequest request) =>
    [
        .. Names.Select((name, gate) => new GateVerdict(
            gate, name, true,
            $"passed before the process of {request.ExecutionId} ended, as its journal shows")),
    ];

    /// <summary>The verdicts, where another execution turned out to have used the approval.</summary>
    public static ImmutableArray<GateVerdict> WithUsedApproval(ImmutableArray<GateVerdict> gates) =>
    [
        .. gates.Select(gate => gate.Gate == 3 ? gate with { Passed = false, Detail = ApprovalUsed } : gate),
    ];

    private static string? Forbidden(Observed<SecurityReading> security) => security switch
    {
        { Fault: { } fault } =>
            $"The security monitor does not answer ({fault}): nothing may run until it does.",
        { Value: { ForbidsExecution: true } reading } =>
            $"The security state is {Word(reading.SecurityState)}: nothing may run until it is lifted.",
        _ => null,
    };

    /// <summary>A document that cannot even be looked at (a host may make its own) is refused too.</summary>
    private static GateVerdict Judge(int gate, string seen, Func<string?> look)
    {
        var whyNot = Observe.Of(look, otherwise: null);
        var detail = whyNot.Fault is { } fault ? $"This gate cannot be judged: {fault}." : whyNot.Value;
        return new GateVerdict(gate, Names[gate], detail is null, detail ?? seen);
    }

    private static string? NoReport(ExecutionRequest request, GateFacts facts) =>
        request.Report is null ? "No dry-run report: simulate the plan first." : facts.ReportFault;

    private static string? NotSimulated(DryRunExecutionReport? report) => report switch
    {
        null => "There is no simulation to look at.",
        { SimulationStatus: SimulationStatus.Success } => null,
        _ => $"The simulation is {Word(report.SimulationStatus)}: {report.BlockingReason}",
    };

    private static string? NotApproved(ExecutionRequest request, GateFacts facts) => request.Approval switch
    {
        null => "The user did not approve this plan: approve its dry-run report first.",
        _ when facts.ApprovalFault is { } fault => fault,
        { Approver: "" } => "The approval names no approver: approve the report again.",
        _ when facts.Refusal.Fault is { } fault =>
            $"Whether the approval was refused before cannot be looked up: {fault}. Mend that, then execute "
                + "again.",
        _ when facts.Refusal.Value is { } refusal => $"The approval was refused before, for good: {refusal}",
        var approval when HasExpired(approval, facts) => Expired(approval),
        var approval when approval.ApprovedAt > facts.Now + TimeSpan.FromMinutes(5) =>
            $"The approval is dated {approval.ApprovedAt:O}, in the future: set the clock, or approve "
                + "the report again.",
        _ when facts.ConsumedBy.Fault is { } fault =>
            $"Whether the approval was used before cannot be looked up: {fault}. Mend that, then execute "
                + "again.",
        var approval when facts.ConsumedBy.Value is { } other && other != request.ExecutionId.Value =>
            $"The approval {approval.ApprovalId} was used by execution {other}: approve the report again.",
        var approval when Unacknowledged(request.Report, approval) is { Length: > 0 } steps =>
            $"The approval does not acknowledge irreversible step(s) {string.Join(", ", steps)}: "
                + "approve them by name.",
        var approval when Unconfirmed(request.Plan, approval) is { Length: > 0 } missing =>
            $"The approval lacks confirmations: {StepConfirmation.Words(missing)}. Approve the report again "
                + "and confirm each.",
        _ => null,
    };

    /// <summary>
    /// Where the plan must be simulated again, a new approval of the old report would be refused as well: the
    /// remedy named is the one that is furthest back.
    /// </summary>
    private static string? WithRemedy(string? whyNot, ExecutionRequest request, GateFacts facts) =>
        whyNot is not null && MustSimulate(request, facts)
            ? whyNot.Replace(ApproveAgain, SimulateAgain, StringComparison.OrdinalIgnoreCase)
            : whyNot;

    private static bool MustSimulate(ExecutionRequest request, GateFacts facts) =>
        request.Report is not { } report || facts.ReportFault is not null
        || NotSimulated(report) is not null
        || ChainChanged(request with { Approval = null }, report) is not null
        || (facts.Drifts.Fault is null && WorldChanged(report, facts) is not null);

    /// <summary>
    /// Why the approval is to be refused for good, now that it was seen expired by this host's clock; null
    /// when it has not, or is not this host's own.
    /// </summary>
    public static string? RefusalToKeep(ExecutionRequest request, GateFacts facts) =>
        request.Approval is { } approval && facts is { ApprovalFault: null, Refusal: (null, null) }
            && HasExpired(approval, facts)
                ? Expired(approval)
                : null;

    private static bool HasExpired(ApprovalArtifact approval, GateFacts facts) =>
        approval.ExpiresAt <= facts.Now;

    private static string Expired(ApprovalArtifact approval) =>
        $"The approval expired at {approval.ExpiresAt:O}: approve the report again.";

    private static int[] Unacknowledged(DryRunExecutionReport? report, ApprovalArtifact approval) =>
        [.. (report?.StepsWithIrreversibleActions ?? []).Except(approval.AcknowledgedIrreversibleSteps)];

    private static StepConfirmation[] Unconfirmed(ExecutionPlanArtifact plan, ApprovalArtifact approval) =>
        [.. StepConfirmation.DemandedBy(plan).Except(approval.Confirmations)];

    private static string? Mismatched(ExecutionRequest request)
    {
        var (plan, report, approval) = (request.Plan, request.Report, request.Approval);
        if (report is not null && report.ExecutionPlanId != plan.PlanId)
            return $"Plan id mismatch: the report simulates {report.ExecutionPlanId}, the plan is "
                + $"{plan.PlanId}.";
        if (approval is not null && approval.PlanId != plan.PlanId)
            return $"Plan id mismatch: the approval is for {approval.PlanId}, the plan is {plan.PlanId}.";
        if (approval is not null && report is not null && approval.ReportId != report.ReportId)
            return $"Report id mismatch: the approval is for {approval.ReportId}, the report is "
                + $"{report.ReportId}.";
        return report is null || approval is null
            ? "There are no two ids to match: an artifact is missing." : null;
    }

    private static string? Changed(ExecutionRequest request, GateFacts facts) =>
        request.Report is not { } report
            ? "There is no report to compare with."
            : ChainChanged(request, report) ?? WorldChanged(report, facts);

    private static string? ChainChanged(ExecutionRequest request, DryRunExecutionReport report)
    {
        if (ArtifactDigest.Of(request.Plan) != report.PlanDigest)
            return "The plan is not the one that was simulated (its digest differs): simulate it again.";
        if (ArtifactDigest.Of(report) != report.ReportDigest)
            return "The report was altered after the dry run (its digest differs): simulate the plan again.";
        if (request.Approval is { } approval && approval.ReportDigest != report.ReportDigest)
            return "The report is not the one that was approved (its digest differs): approve it again.";
        if (request.Plan.IntentId != report.IntentId
            || request.Plan.TranscriptionId != report.TranscriptionId)
            return "The intent or transcription id is not the one that was simulated: simulate the plan "
                + "again.";
        return null;
    }

    private static string? WorldChanged(DryRunExecutionReport report, GateFacts facts) => facts switch
    {
        { ReportFault: not null } =>
            "The workspace cannot be compared with the dry run: the report is not this host's own.",
        { Drifts.Fault: { } fault } => $"The workspace cannot be compared with the dry run: {fault}.",
        { Drifts.Value: { IsEmpty: false } drifts } =>
            $"The workspace has changed since the dry run; simulate the plan again. {Describe(drifts)}",
        _ when report.WorkspaceRoot is { } root && root != facts.WorkspaceRoot =>
            $"The report was made on {root}, not on {facts.WorkspaceRoot}: simulate the plan there.",
        _ => null,
    };

    public static string Describe(ImmutableArray<Drift> drifts) =>
        string.Join("; ", drifts.Select(d => $"{d.Path}: expected {d.Expected}, found {d.Found}"));

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
