using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Hosting.Adapters;
using static Argo.Hosting.Evidence.ArtifactCheck;

namespace Argo.Hosting.Evidence;

/// <summary>
/// Judges what the store keeps of one execution: each link from its bytes, and each against the next.
/// </summary>
/// <remarks>
/// An execution that the gates refused may well name a report of another plan, or a forged report or
/// approval, which the store does not keep: that is why they refused it. There the links are held against
/// their digests and signatures only.
/// </remarks>
internal static class ExecutionVerifier
{
    /// <summary>Every link, in the order of custody; the first broken one is where to look.</summary>
    public static IEnumerable<CustodyNode> Links(ExecutionEvidence evidence) =>
        evidence.Origins
            .Concat(new[] { Plan(evidence), Report(evidence), Approval(evidence) }.OfType<CustodyNode>())
            .Append(Execution(evidence))
            .Concat(Undo(evidence) is { } undo ? [undo] : [])
            .Concat(Ends(evidence));

    public static CustodyNode Plan(ExecutionEvidence evidence) => Check<ExecutionPlanArtifact>(
        EvidenceKind.Plan, evidence.Entry.PlanDigest, evidence.Plan, plan => (
            Differs("plan_id", evidence.Entry.PlanId, plan.PlanId,
                "The plan has another id than the execution says"),
            $"{plan.Steps.Length} step(s)"));

    public static CustodyNode? Report(ExecutionEvidence evidence)
    {
        if (evidence.Entry.ReportDigest is not { } digest)
            return null;
        if (evidence.Report is null && !HasPassed(evidence, gate: 1))
            return NotKept(EvidenceKind.Report, digest);
        return Check<DryRunExecutionReport>(EvidenceKind.Report, digest, evidence.Report, report => (
            evidence.Signatures.WrongReport(evidence.Report!)
                ?? (IsRefused(evidence) ? null : WrongReport(evidence, digest, report)),
            Word.Of(report.SimulationStatus)));
    }

    public static CustodyNode? Approval(ExecutionEvidence evidence)
    {
        if (evidence.Entry.ApprovalDigest is not { } digest)
            return null;
        if (evidence.Approval is null && !HasPassed(evidence, gate: 3))
            return NotKept(EvidenceKind.Approval, digest);
        return Check<ApprovalArtifact>(EvidenceKind.Approval, digest, evidence.Approval, approval => (
            evidence.Signatures.WrongApproval(approval, evidence.Approval, IsRefused(evidence))
                ?? (IsRefused(evidence) ? null : WrongApproval(evidence, approval)),
            ApprovalWords(approval)));
    }

    public static CustodyNode Execution(ExecutionEvidence evidence)
    {
        var node = new CustodyNode
        {
            Kind = EvidenceKind.Execution, Id = evidence.Entry.ExecutionId,
            Detail = Word.Of(evidence.Entry.State),
        };
        if (HasEnded(evidence.Entry.State))
        {
            return evidence.Entry is { ResultDigest: not null, RecordDigest: not null, FinishedAt: not null }
                ? node
                : Altered(node, new("execution", null, "a result and a record", "none",
                    $"The index says that {node.Id} has ended, but not with what result and record."));
        }

        return evidence.Ends is [] ? node with { Status = CustodyStatus.Named } : Altered(node, new(
            "state", null, Word.Of(evidence.Ends[^1].Said?.State ?? ExecutionState.Completed), node.Detail,
            $"The index says that {node.Id} has not ended, but the log has its end."));
    }

    public static CustodyNode? Undo(ExecutionEvidence evidence)
    {
        var node = new CustodyNode { Kind = EvidenceKind.Undo, Id = evidence.Entry.ExecutionId };
        if (evidence.JournalDamage is { } damage)
        {
            return Altered(node, new("journal", null, "readable events", "others",
                $"The journal of {node.Id} cannot be read any more: {damage}"));
        }

        ReceiptPredicate[] receipts = [.. evidence.Ends.Select(end => end.Said).OfType<ReceiptPredicate>()];
        var reported = ReportedStates.Of(evidence.Entry.State, receipts).ToArray();
        if (JournalConsistencyCheck.WhyNot(evidence.Journal!, reported) is { } missing)
        {
            return Altered(node, new("journal", null, "every event", "fewer",
                $"The journal of {node.Id} is not whole: {missing}."));
        }

        var phase = evidence.Journal!.Phase;
        node = node with { Detail = UndoWords(evidence.Journal) };
        if (HasEnded(evidence.Entry.State) && !Agrees(reported[^1], phase))
        {
            return Altered(node, new("journal", null, Word.Of(evidence.Entry.State), Word.Of(phase),
                $"The index says that {node.Id} is {Word.Of(evidence.Entry.State)}, and its journal says "
                + $"{Word.Of(phase)}."));
        }

        if (IsOver(evidence.Entry.State)
            && evidence.Ends is [.., { Said: { JournalDigest: not null, JournalEvents: var signed } }]
            && signed != evidence.Journal.History.Length)
        {
            return Altered(node, new("journal", null, $"{signed}", $"{evidence.Journal.History.Length}",
                $"The journal of {node.Id} has {evidence.Journal.History.Length} event(s), and its receipt "
                + $"was signed for {signed}."));
        }

        return phase is RollbackPhase.Open or RollbackPhase.Aborted ? null : node;
    }

    /// <summary>Whether nothing can follow this end.</summary>
    private static bool IsOver(ExecutionState state) => state is ExecutionState.Completed
        or ExecutionState.Partial or ExecutionState.RolledBack or ExecutionState.Aborted;

    /// <summary>The ends, each as result, record, receipt and place in the log.</summary>
    public static IEnumerable<CustodyNode> Ends(ExecutionEvidence evidence)
    {
        if (evidence.Indexed is null && evidence.Ends.IsEmpty)
            return [];
        var entry = evidence.Entry;
        if (evidence.Ends.IsEmpty)
            return [.. EndVerifier.Indexed(evidence), .. EndVerifier.WithoutReceipt(evidence)];
        return evidence.Ends.SelectMany((end, index) =>
            EndVerifier.Logged(evidence, end, isLast: index == evidence.Ends.Length - 1))
            .Concat(evidence.Ends[^1].Said?.ResultDigest == entry.ResultDigest ? []
                : EndVerifier.Indexed(evidence));
    }

    public static bool IsRefused(ExecutionEvidence evidence) =>
        evidence.Entry.State is ExecutionState.Aborted;

    public static bool HasEnded(ExecutionState state) =>
        state is not (ExecutionState.Queued or ExecutionState.Running);

    /// <summary>Who approved: what was claimed, and what the operating system says.</summary>
    public static string ApprovalWords(ApprovalArtifact approval) => approval.OsUser is { } user
        ? $"by {approval.Approver}, claimed by the operating-system user {user}"
        : $"by {approval.Approver}";

    private static BrokenLink? WrongReport(
        ExecutionEvidence evidence, string digest, DryRunExecutionReport report) =>
        Differs("report_digest", digest, report.ReportDigest, "The report says another digest of itself")
        ?? Differs(
            "plan_digest", evidence.Entry.PlanDigest, report.PlanDigest, "The report is of another plan");

    private static BrokenLink? WrongApproval(ExecutionEvidence evidence, ApprovalArtifact approval)
    {
        var isUsed = evidence.Entry.State is ExecutionState.Completed or ExecutionState.Partial;
        return Differs("report_digest", evidence.Entry.ReportDigest, approval.ReportDigest,
                "The approval is of another report")
            ?? (evidence.Consumer is null && !isUsed ? null : Differs(
                "approvals.execution_id", evidence.Entry.ExecutionId, evidence.Consumer,
                "The store says that another execution, or none, has used the approval"));
    }

    /// <summary>
    /// Whether a gate is known to have passed. Where it has not, what was handed in need not be this store's
    /// own, and is not kept.
    /// </summary>
    private static bool HasPassed(ExecutionEvidence evidence, int gate)
    {
        if (!HasEnded(evidence.Entry.State))
            return evidence.Journal?.Phase is not RollbackPhase.Open;
        return !IsRefused(evidence)
            || (EndVerifier.ResultOf(evidence)?.Gates.Any(one => one.Gate == gate && one.Passed) ?? false);
    }

    private static CustodyNode NotKept(EvidenceKind kind, string digest) => new()
    {
        Kind = kind, Id = ShortId(digest), Digest = digest, Status = CustodyStatus.Named,
        Detail = $"not kept: it was handed in, and this store made no such {Word.Of(kind)}",
    };

    private static bool Agrees(ExecutionState state, RollbackPhase phase) => state switch
    {
        ExecutionState.Completed or ExecutionState.Partial => phase is RollbackPhase.Completed,
        ExecutionState.RolledBack => phase is RollbackPhase.RolledBack,
        ExecutionState.Halted => phase is RollbackPhase.Halted or RollbackPhase.RollingBack,
        ExecutionState.Abandoned => phase is RollbackPhase.Abandoned,
        ExecutionState.Parked => phase is RollbackPhase.Parked or RollbackPhase.RollingBack,
        _ => phase is RollbackPhase.Open or RollbackPhase.Aborted or RollbackPhase.RolledBack,
    };

    private static string UndoWords(RollbackState journal) => journal.Phase switch
    {
        RollbackPhase.RolledBack => $"{journal.UndoneInWords}: {journal.Reason}",
        RollbackPhase.Parked => $"could not finish: {string.Join("; ", journal.Left)}",
        RollbackPhase.Abandoned => $"given up by {journal.Reason}",
        RollbackPhase.RollingBack => $"under way: {journal.Reason}",
        RollbackPhase.Halted => "not run, because security stopped the execution",
        RollbackPhase.Prepared => "ready, not needed so far",
        _ => $"not needed; {journal.AppliedSwaps.Length} change(s) stand",
    };
}
