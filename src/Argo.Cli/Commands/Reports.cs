using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Cli.Input;
using Argo.Hosting.Evidence;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>Dry-run reports as files or by their ids, and the plans that they are of.</summary>
internal static class Reports
{
    /// <summary>
    /// A report from a file, from stdin, or from the store by its id or the beginning of it.
    /// </summary>
    /// <remarks>It is the document that the store keeps: nothing else is shown, or approved.</remarks>
    /// <exception cref="CliException">It is none.</exception>
    /// <exception cref="ArgoException">It is not this host's own, or was altered.</exception>
    public static async Task<DryRunExecutionReport> ReadAsync(CommandContext context, string fileOrId)
    {
        var report = await FindStoredAsync(context, fileOrId).ConfigureAwait(false)
            ?? ArtifactFile.Read<DryRunExecutionReport>(context.Environment, fileOrId, "report");
        var host = context.Open<IArgo>();
        return await host.VerifyReportAsync(report, context.Stop).ConfigureAwait(false);
    }

    /// <summary>
    /// A report that may be shown, and why it opens nothing any more; null where it can be approved. What an
    /// earlier key of this host signed is true, though it opens nothing.
    /// </summary>
    /// <exception cref="ArgoException">No host that is known here made it, or it was altered.</exception>
    public static async Task<(DryRunExecutionReport Report, string? OpensNothing)> VerifiedAsync(
        CommandContext context, ReadOnlyMemory<byte> json)
    {
        var report = ArtifactJson.Read<DryRunExecutionReport>(json);
        var host = context.Open<IArgo>();
        try
        {
            return (await host.VerifyReportAsync(report, context.Stop).ConfigureAwait(false), null);
        }
        catch (ArgoException refused) when (refused.Fault is ArgoFault.Refused)
        {
            var proof = await context.Open<IArgoEvidence>().VerifyFileAsync(json, cancellation: context.Stop)
                .ConfigureAwait(false);
            if (!proof.IsIntact)
                throw;
            return (report, refused.Message);
        }
    }

    /// <summary>A plan by its digest, as the store keeps it; null when it does not.</summary>
    public static async Task<ExecutionPlanArtifact?> FindPlanAsync(CommandContext context, string digest)
    {
        if (!context.HasStore())
            return null; // a file can be looked at anywhere
        var archive = context.OpenStored<IArgoArchive>();
        return await archive.FindDocumentAsync(digest, context.Stop).ConfigureAwait(false)
            is { Kind: EvidenceKind.Plan } kept
                ? ArtifactJson.Read<ExecutionPlanArtifact>(kept.Json, ArtifactLimits.Evidence)
                : null;
    }

    private static async Task<DryRunExecutionReport?> FindStoredAsync(CommandContext context, string fileOrId)
    {
        if (fileOrId is "" or ArtifactFile.Standard || Path.Exists(fileOrId))
            return null;
        var archive = context.OpenStored<IArgoArchive>();
        if (await archive.FindDocumentAsync(fileOrId, context.Stop).ConfigureAwait(false) is not { } stored)
            return null;
        return stored.Kind is EvidenceKind.Report
            ? ArtifactJson.Read<DryRunExecutionReport>(stored.Json)
            : throw WrongDocument.Of(fileOrId, stored.Kind, "report");
    }
}
