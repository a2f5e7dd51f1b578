using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;

namespace Argo.Cli.Rendering;

/// <summary>What a receipt says, for people.</summary>
internal static class ReceiptScreen
{
    public static void Show(Screen screen, DsseEnvelope receipt)
    {
        var said = Receipt.Read(receipt).Predicate;
        screen.Line(
            $"Receipt of {Visible.Line(said.ExecutionId)}: {Words.Of(said.State, said.ExecutionStatus)}",
            TextStyle.Strong);
        if (said.Reason.Length > 0)
            screen.Line(Visible.Line(said.Reason));
        screen.Line($"ended {screen.Time(said.FinishedAt)}, number {said.LogIndex} of the log");
        screen.Line(said is { UserApproved: true, Approver: { } person }
            ? $"approved {Words.By(person, said.ApproverOsUser)}"
            : "not approved");
        screen.Line($"plan    {Visible.Line(said.PlanId)}");
        Digest(screen, said.PlanDigest);
        Named(screen, "report ", said.ReportId, said.ReportDigest);
        screen.Line($"result  {Visible.Line(said.ResultId)}");
        Digest(screen, said.ResultDigest);
        screen.Line("record");
        Digest(screen, said.RecordHash);
        foreach (var file in said.Files)
            screen.Line($"file    {Visible.Line(file.Path)}: {Change(file)}");
        foreach (var path in said.KeptPaths)
            screen.Line(
                $"file    {Visible.Line(path)}: NOT as before: left to others (kept by decision)",
                TextStyle.Warning);
        screen.Line($"key     {receipt.Signatures.FirstOrDefault()?.KeyId ?? "none: it is not signed"}");
    }

    private static void Named(Screen screen, string name, string? id, string? digest)
    {
        if (id is null || digest is null)
            return;
        screen.Line($"{name} {Visible.Line(id)}");
        Digest(screen, digest);
    }

    private static void Digest(Screen screen, string digest) =>
        screen.Line($"        sha256:{Visible.Line(digest)}", TextStyle.Faint);

    private static string Change(FileChange file) => (file.Before, file.After) switch
    {
        var (before, after) when before == after => "as before",
        ({ } before, { } after) when IsSameBut(before, after) =>
            $"{Word.Of(after.Kind)} is there; its contents were not looked at",
        (null or { Kind: EntryKind.Absent }, { } after) => $"created, {What(after)}",
        (_, { Kind: EntryKind.Absent }) => "deleted",
        (_, null) => "not looked at afterwards",
        var (_, after) => $"changed, now {What(after)}",
    };

    /// <summary>Whether two differ only in that the contents of one were not looked at.</summary>
    private static bool IsSameBut(Fingerprint before, Fingerprint after) =>
        (before.ManifestDigest is null || after.ManifestDigest is null)
        && (before.Sha256 is null || after.Sha256 is null || before.Sha256 == after.Sha256)
        && Plain(before) == Plain(after);

    private static Fingerprint Plain(Fingerprint print) =>
        print with { Sha256 = null, ManifestDigest = null, ManifestEntries = null };

    private static string What(Fingerprint now) => now.Sha256 is { } digest
        ? $"sha256:{Words.Short(digest)}"
        : Word.Of(now.Kind);
}
