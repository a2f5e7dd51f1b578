using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>Finds the file of a plan again: a report says which plan it is of, not where that was.</summary>
internal static class PlanFile
{
    private const int MostFiles = 100;
    private const long LargestBytes = 1024 * 1024;

    /// <summary>What to type to execute an approved report, with the files that are at hand.</summary>
    /// <param name="report">The report.</param>
    /// <param name="reportFile">The report as typed.</param>
    /// <param name="approvalFile">The approval as typed; null or '-' where it has no file.</param>
    public static string ExecuteWords(
        DryRunExecutionReport report, string reportFile, string? approvalFile)
    {
        var plan = Find(report.PlanDigest, Path.GetDirectoryName(reportFile));
        var words = $"argo execute {(plan is null ? "PLAN" : ShellQuoting.Of(plan))} --report "
            + (File.Exists(reportFile) ? ShellQuoting.Of(reportFile) : "REPORT")
            + " --approval "
            + (OutputFile.IsStandard(approvalFile) ? "APPROVAL" : ShellQuoting.Of(approvalFile));
        return plan is null
            ? $"{words}   # PLAN is the file of {Visible.Line(report.ExecutionPlanId)}"
            : words;
    }

    /// <summary>A file of that plan, beside the report or in the current directory.</summary>
    private static string? Find(string planDigest, string? besideReport) =>
        new[] { besideReport ?? "", "" }.Distinct().SelectMany(Candidates)
            .FirstOrDefault(file => IsPlan(file, planDigest));

    private static IEnumerable<string> Candidates(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory.Length == 0 ? "." : directory, "*.json")
                .Take(MostFiles)
                .Select(file => Path.Combine(directory, Path.GetFileName(file)))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // only a hint is lost
        }
    }

    private static bool IsPlan(string file, string digest)
    {
        try
        {
            if (new FileInfo(file).Length > LargestBytes)
                return false;
            var plan = ArtifactJson.Read<ExecutionPlanArtifact>(File.ReadAllBytes(file));
            return ArtifactDigest.Of(plan) == digest;
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArtifactFormatException)
        {
            return false;
        }
    }
}
