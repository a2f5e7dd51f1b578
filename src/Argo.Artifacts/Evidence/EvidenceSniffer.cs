using System.Collections.Immutable;
using System.Text;

namespace Argo.Artifacts.Evidence;

/// <summary>Tells what a file is by the names in it, even where it is damaged.</summary>
internal static class EvidenceSniffer
{
    private const int Enough = 3;

    private static readonly ImmutableArray<(EvidenceKind Kind, byte[][] Marks)> Kinds =
    [
        (EvidenceKind.LogProof, Marks("inclusion_path", "leaf_index", "receipt", "head", "published_head",
            "consistency_path", "execution_id")),
        (EvidenceKind.Receipt, Marks("payloadType", "payload", "signatures", "keyid", "sig")),
        (EvidenceKind.Record, Marks("execution_hash", "step_events", "security_snapshot_pre",
            "side_effects_report", "live_mode_state", "completion_reason")),
        (EvidenceKind.Result, Marks("result_id", "steps_executed", "execution_status", "gates",
            "before_state_snapshot", "rollback_fully_successful")),
        (EvidenceKind.Report, Marks("report_digest", "steps_simulated", "simulation_status", "witness",
            "rollback_summary", "highest_risk_detected")),
        (EvidenceKind.Approval, Marks("approval_id", "report_digest", "approver", "signature", "expires_at",
            "approved_at")),
        (EvidenceKind.Plan, Marks("plan_id", "steps", "step_id", "action_type", "target", "parameters",
            "intent_text", "on_failure")),
    ];

    private static readonly byte[] HeadType = Encoding.UTF8.GetBytes(LogHead.MediaType);

    /// <summary>The kind that most of the names speak for; null when it is none of Argo's.</summary>
    public static EvidenceKind? KindOf(ReadOnlySpan<byte> file)
    {
        var (best, most) = ((EvidenceKind?)null, Enough - 1);
        foreach (var (kind, marks) in Kinds)
        {
            var count = Count(file, marks);
            if (count > most)
                (best, most) = (kind, count);
        }

        return best is EvidenceKind.Receipt && file.IndexOf(HeadType) >= 0 ? EvidenceKind.LogHead : best;
    }

    private static int Count(ReadOnlySpan<byte> file, byte[][] marks)
    {
        var count = 0;
        foreach (var mark in marks)
            count += file.IndexOf(mark) >= 0 ? 1 : 0;
        return count;
    }

    private static byte[][] Marks(params string[] names) =>
        [.. names.Select(name => Encoding.UTF8.GetBytes($"\"{name}\""))];
}
