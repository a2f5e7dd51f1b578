using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;

namespace Argo.Workspaces.Paths;

/// <summary>
/// The paths that a plan's steps change; below a directory that is deleted, moved or copied, all of them.
/// </summary>
internal sealed class DeclaredPaths
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _trees = new(StringComparer.Ordinal);

    public DeclaredPaths(DryRunExecutionReport report)
    {
        foreach (var step in report.StepsSimulated)
        {
            _paths.UnionWith(step.AffectedResources.Select(ExactPath.Of));
            _trees.UnionWith(step.PredictedAfter.Where(path => IsWhole(path.Value)).Select(
                path => ExactPath.Of(path.Key)));
        }
    }

    /// <param name="path">As <see cref="ExactPath"/> writes it.</param>
    public bool Contains(string path) =>
        _paths.Contains(path) || _trees.Contains(path) || Above(path).Any(_trees.Contains);

    private static bool IsWhole(Fingerprint after) =>
        after.Kind is EntryKind.Absent || after.ManifestDigest is not null;

    private static IEnumerable<string> Above(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1))
            yield return path[..at];
    }
}
