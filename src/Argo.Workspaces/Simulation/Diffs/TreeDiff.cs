using System.Collections.Immutable;
using System.Text;
using Argo.Artifacts.Security;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Simulation.Diffs;

/// <summary>
/// The difference between the tree before the plan and after it: one entry for each path that changes.
/// </summary>
internal sealed class TreeDiff(InterpretationContext around, Redactor redactor)
{
    private readonly StringBuilder _text = new();

    /// <summary>
    /// Unified hunks for text, size and digest for the rest; what is past the limit is counted.
    /// </summary>
    public string Of(ImmutableArray<StepInterpretation> steps)
    {
        var renamed = RenamesOf(steps.SelectMany(step => step.Changes));
        var gone = renamed.Values.ToHashSet(StringComparer.Ordinal);
        var left = 0;
        foreach (var (path, original) in around.Tree.Originals)
        {
            var now = around.Tree.Snapshot(path);
            if (now.Entry.IsAbsent && (original.Entry.IsAbsent || gone.Contains(path)))
                continue; // made and removed again, or shown as renamed
            if (_text.Length >= around.Limits.DiffCharacters)
                left++;
            else
                Entry(path, original, now, renamed.GetValueOrDefault(path));
        }
        if (left > 0)
            _text.Append(
                $"... and {StepWording.Count(left, "more path", "more paths")}, left out for length\n");
        return _text.ToString();
    }

    // Where each object that has another name at the end was at the beginning.
    private static Dictionary<string, string> RenamesOf(IEnumerable<Change> changes)
    {
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            origins.Remove(change.Path, out var earlier);
            if (change is Change.Rename rename)
                origins[rename.Destination] = earlier ?? rename.Path;
            else if (change is not Change.Remove && earlier is not null)
                origins[change.Path] = earlier;
        }
        return origins;
    }

    private void Entry(string path, OverlaySnapshot original, OverlaySnapshot now, string? from)
    {
        var before = from is null ? original : around.Tree.Originals[from];
        if (from is not null)
        {
            _text.Append($"rename from {Name(from)}\nrename to {Name(path)}\n");
            if (!original.Entry.IsAbsent)
                _text.Append($"replaces {StepWording.Of(original.Entry)}\n");
        }
        var bodies = new EntryDiff(around, redactor).Of(Name(from ?? path), Name(path), before, now);
        _text.Append(bodies);
    }

    private static string Name(string path) => VisibleText.Escape(path);
}
