using System.Text.Json;
using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Reports;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Adapters;

/// <summary>
/// Holds what is handed in against what this store keeps, and that against the keys that count.
/// </summary>
internal sealed class HostAuthority(ArgoStore store, HostKeyring keys) : IApprovalAuthority
{
    public async Task<string?> FindFaultAsync(DryRunExecutionReport report) =>
        (await VerifyAsync(report).ConfigureAwait(false)).Fault;

    /// <summary>The report as this store keeps it, or why what was handed in is no such report.</summary>
    public async Task<(DryRunExecutionReport? Kept, string? Fault)> VerifyAsync(DryRunExecutionReport report)
    {
        var digest = await store.Reports.FindDigestAsync(report.ReportId).ConfigureAwait(false);
        var kept = digest is null ? null : await store.Artifacts.GetAsync(digest).ConfigureAwait(false);
        if (kept is not { Kind: "report" })
        {
            return (null, $"report_id: no dry run of this store made the report {report.ReportId}: "
                + "simulate the plan again.");
        }

        if (FirstDifference(kept.Json, ArtifactJson.Canonical(report)) is { } member)
        {
            return (null, $"{member}: the report {report.ReportId} was altered, or is not the one that this "
                + $"store keeps: its {member} differs. Simulate the plan again.");
        }

        return WrongSigner(kept, report.ReportId) is { } fault
            ? (null, fault)
            : (ArtifactJson.Read<DryRunExecutionReport>(kept.Json, ArtifactLimits.Evidence), null);
    }

    public async Task<string?> FindFaultAsync(ApprovalArtifact approval)
    {
        if (!keys.Opening().Any(key => key.HasSigned(approval)))
        {
            return keys.Retired().Any(key => key.HasSigned(approval))
                ? "The approval's signature is of an earlier key of this host, which opens nothing any more: "
                    + "make the dry run again, and approve it."
                : "The approval's signature is not of this host's key in use nor of a trusted one, or the "
                    + "approval was altered: approve the report again.";
        }

        var digest = ArtifactDigest.Of(approval);
        return await store.Artifacts.GetAsync(digest).ConfigureAwait(false) is { Kind: "approval" }
            ? null
            : $"This store keeps no such approval as {approval.ApprovalId}: approve the report again.";
    }

    private string? WrongSigner(StoredArtifact kept, string id)
    {
        if (keys.Opening().Any(key => key.HasSignedReport(kept.Json)))
            return null;
        if (ReportSignature.Find(kept.Json) is null)
            return $"signature: the report {id} is not signed: simulate the plan again.";
        return keys.Retired().Any(key => key.HasSignedReport(kept.Json))
            ? $"signature: the report {id} was signed with an earlier key of this host, which opens nothing "
                + "any more: make the dry run again."
            : $"signature: no key that counts here has signed the report {id}: simulate the plan again, or "
                + "have a person trust its host's key ('argo key trust FILE').";
    }

    /// <summary>
    /// The first member, in canonical order, in which two documents differ; those that follow from others
    /// are named last.
    /// </summary>
    private static string? FirstDifference(ReadOnlyMemory<byte> kept, ReadOnlyMemory<byte> given)
    {
        if (kept.Span.SequenceEqual(given.Span))
            return null;
        using var ours = JsonDocument.Parse(kept);
        using var theirs = JsonDocument.Parse(given);
        foreach (var member in theirs.RootElement.EnumerateObject()
            .OrderBy(one => one.Name is "execution_feasible" or "report_digest" or "signature"))
        {
            if (!ours.RootElement.TryGetProperty(member.Name, out var value)
                || !JsonElement.DeepEquals(value, member.Value))
                return member.Name;
        }

        return "schema_version"; // what only the kept one has, or another spelling
    }
}
