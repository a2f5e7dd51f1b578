using Argo.Workspaces.Paths;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>The paths that one step has changed so far, each of which it may change only once.</summary>
/// <remarks>
/// All looks of a step show the tree before it, so a second change of the same path would be judged by what
/// is no longer there.
/// </remarks>
internal sealed class DraftedPaths
{
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takenAway = new(StringComparer.Ordinal);

    /// <summary>Notes a change at a path.</summary>
    /// <exception cref="InvalidOperationException">The step has changed it, or what holds it,
    /// before.</exception>
    public void Change(string path)
    {
        if (_takenAway.FirstOrDefault(taken => RelativePath.IsWithin(path, taken)) is { } above)
            throw Twice(path, above);
        if (!_changed.Add(path))
            throw Twice(path, path);
    }

    /// <summary>
    /// Notes that what is at a path goes, or something is brought there, with all below it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The step has changed it, or something in it,
    /// before.</exception>
    public void TakeAway(string path)
    {
        if (_changed.FirstOrDefault(changed => RelativePath.IsWithin(changed, path)) is { } below)
            throw Twice(path, below);
        Change(path);
        _takenAway.Add(path);
    }

    private static InvalidOperationException Twice(string path, string before) => new(path == before
        ? $"it changes {Quote(path)} twice in one step"
        : $"it changes {Quote(before)} and {Quote(path)}, of which one is in the other, in one step");
}
