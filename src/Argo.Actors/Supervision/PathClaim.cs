using System.Collections.Frozen;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;

namespace Argo.Actors.Supervision;

/// <summary>The paths of one workspace that an execution changes and those that it only looks at.</summary>
internal sealed class PathClaim
{
    private readonly string _root;
    private readonly FrozenSet<string> _writes;
    private readonly FrozenSet<string> _all;

    public PathClaim(string workspaceRoot, IEnumerable<string> writes, IEnumerable<string> reads)
    {
        _root = workspaceRoot;
        _writes = writes.ToFrozenSet(StringComparer.Ordinal);
        _all = _writes.Concat(reads).ToFrozenSet(StringComparer.Ordinal);
    }

    public static PathClaim Of(ExecutionRequest request)
    {
        var steps = request.Plan.Steps;
        var simulated = request.Report?.StepsSimulated ?? [];
        return new PathClaim(
            request.WorkspaceRoot,
            [
                .. steps.Where(Changes).Select(step => step.Target),
                .. steps.Select(step => step.Parameters.Destination).OfType<string>(),
                .. simulated.SelectMany(step => step.AffectedResources),
            ],
            [
                .. steps.Select(step => step.Target),
                .. steps.Select(step => step.Parameters.Original).OfType<string>(),
            ]);
    }

    /// <summary>
    /// Whether one changes a path, or what is above or below it, that the other changes or looks at.
    /// </summary>
    public bool Overlaps(PathClaim other) =>
        _root == other._root && (Touches(_writes, other._all) || Touches(other._writes, _all));

    private static bool Touches(FrozenSet<string> writes, FrozenSet<string> others) =>
        writes.Any(path => AndAbove(path).Any(others.Contains))
        || others.Any(path => AndAbove(path).Any(writes.Contains));

    private static IEnumerable<string> AndAbove(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
    }

    private static bool Changes(PlanStep step) =>
        VerbCatalog.BuiltIn.Find(step.ActionType) is not { ChangesNothing: true };
}
