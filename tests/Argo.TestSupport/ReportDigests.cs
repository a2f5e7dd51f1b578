using Argo.Artifacts.Json;
using Argo.Artifacts.Reports;

namespace Argo.TestSupport;

/// <summary>A report's own digest, without the signature that a dry run gives it.</summary>
public static class ReportDigests
{
    /// <summary>The report with its digest put in.</summary>
    public static DryRunExecutionReport WithDigest(this DryRunExecutionReport report) =>
        report with { ReportDigest = ArtifactDigest.Of(report) };

    /// <summary>Whether the digest in the report is its own: nothing in it has changed.</summary>
    public static bool HasItsDigest(this DryRunExecutionReport report) =>
        report.ReportDigest == ArtifactDigest.Of(report);
}
