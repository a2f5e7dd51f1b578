using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>Dry-run reports as files or by their ids, and the plans that they are of.</summary>
internal static class Reports
{
    /// <summary>
    /// A report from a file, from stdin, or from the store by its id or the beginning of it.
    /// </summary>
    /// <exception cref="CliException">It is none, or it was altered.</exception>
    public static async Task<DryRunExecutionReport> ReadAsync(Call call, string fileOrId)
    {
        var report = await FindStoredAsync(call, fileOrId).ConfigureAwait(false)
            ?? ArtifactFile.Read<DryRunExecutionReport>(call.World, fileOrId, "report");
        return Checked(fileOrId, report);
    }

    /// <summary>The report, if it is as the dry run made it.</summary>
    /// <param name="fileOrId">The report as typed.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="CliException">It was altered.</exception>
    public static DryRunExecutionReport Checked(string fileOrId, DryRunExecutionReport report) =>
        report.HasItsDigest() ? report : throw CliException.BadInput(
            $"{ArtifactFile.NameOf(fileOrId)}: the report was altered after the dry run; simulate the plan "
            + "again.",
            "report_digest");

    /// <summary>A plan by its digest, as the store keeps it; null when it does not.</summary>
    public static async Task<ExecutionPlanArtifact?> FindPlanAsync(Call call, string digest)
    {
        var archive = await call.OpenArchiveAsync().ConfigureAwait(false);
        return await archive.FindDocumentAsync(digest, call.Stop).ConfigureAwait(false)
            is { Kind: EvidenceKind.Plan } kept
                ? ArtifactJson.Read<ExecutionPlanArtifact>(kept.Json, ArtifactLimits.Evidence)
                : null;
    }

    private static async Task<DryRunExecutionReport?> FindStoredAsync(Call call, string fileOrId)
    {
        if (fileOrId is "" or ArtifactFile.Standard || Path.Exists(fileOrId))
            return null;
        var archive = await call.OpenArchiveAsync().ConfigureAwait(false);
        if (await archive.FindDocumentAsync(fileOrId, call.Stop).ConfigureAwait(false) is not { } stored)
            return null;
        return stored.Kind is EvidenceKind.Report
            ? ArtifactJson.Read<DryRunExecutionReport>(stored.Json)
            : throw WrongDocument.Of(fileOrId, stored.Kind, "report");
    }
}
