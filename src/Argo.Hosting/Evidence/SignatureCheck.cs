using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>
/// Whether what is stored as a report or an approval was signed by a key that is known here.
/// </summary>
/// <param name="Keys">The keys whose signature proves what was done, earlier ones too.</param>
/// <param name="Since">
/// Since when reports are signed, and nothing is kept that was only handed in: what is older may be unsigned.
/// </param>
internal sealed record SignatureCheck(ImmutableArray<PublicKey> Keys, DateTimeOffset Since)
{
    /// <summary>What is wrong with a stored report's signature; null when nothing is.</summary>
    public BrokenLink? WrongReport(StoredArtifact report)
    {
        if (SignatureOf(report) is not { } signature)
        {
            return report.CreatedAt < Since ? null : new(
                "signature", null, "a signature by this host", "none",
                $"The report {report.ArtifactId} is not signed, although it was kept when reports were "
                + "already signed: its signature was removed, or no dry run of this store made it.");
        }

        return Keys.Any(key => key.HasSignedReport(report.Json)) ? null : new(
            "signature", null, "a signature by a known key", signature,
            $"No key that is known here has signed the report {report.ArtifactId}: it was altered, or "
            + "another host made it.");
    }

    /// <summary>What is wrong with a stored approval's signature; null when nothing is.</summary>
    /// <param name="approval">The approval.</param>
    /// <param name="stored">How it is kept.</param>
    /// <param name="isRefused">Whether no execution was let through with it: an older store keeps forged ones
    /// that were handed in, and refused.</param>
    public BrokenLink? WrongApproval(ApprovalArtifact approval, StoredArtifact? stored, bool isRefused) =>
        (isRefused && stored?.CreatedAt < Since) || Keys.Any(key => key.HasSigned(approval)) ? null : new(
            "signature", null, "a signature by this host", approval.Signature,
            $"No key that is known here has signed the approval {approval.ApprovalId}.");

    /// <summary>The same for an approval that is kept, whatever came of it.</summary>
    public BrokenLink? WrongApproval(StoredArtifact stored)
    {
        try
        {
            return WrongApproval(
                ArtifactJson.Read<ApprovalArtifact>(stored.Json, ArtifactLimits.Evidence), stored,
                isRefused: true);
        }
        catch (ArtifactFormatException altered)
        {
            return new("approval", null, "an approval", "something else",
                $"The approval {stored.ArtifactId} was altered, and cannot be read: {altered.Message}");
        }
    }

    private static string? SignatureOf(StoredArtifact report)
    {
        try
        {
            return ReportSignature.Find(report.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
