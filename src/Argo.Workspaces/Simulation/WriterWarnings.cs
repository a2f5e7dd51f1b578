using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Security;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Simulation;

/// <summary>
/// Tells at the dry run which files of a plan some program has open for writing: it would go on writing into
/// the object that the plan takes out of the tree.
/// </summary>
internal static class WriterWarnings
{
    private const int MaxShown = 5;

    /// <summary>The steps, with a warning for each such file among what may go wrong.</summary>
    public static ImmutableArray<StepInterpretation> AddTo(
        ImmutableArray<StepInterpretation> steps, DiskObservations book)
    {
        var files = steps.Select(step => step.Originals.SelectMany(entry => FilesOf(entry, book)).ToList())
            .ToList();
        var writers = book.Disk.FindWriters(files.SelectMany(of => of).Select(file => file.Key).ToHashSet());
        return writers.Count == 0
            ? steps
            : [.. steps.Select((step, index) => Warned(step, Warnings(files[index], writers)))];
    }

    private static IEnumerable<(string Path, InodeKey Key)> FilesOf(VirtualEntry entry, DiskObservations book)
    {
        if (entry is { Kind: EntryKind.File, Stat: { } stat })
            return [(entry.Origin!, stat.Key)];
        return entry.Kind is not EntryKind.Directory
            ? []
            : book.Below(entry.Origin!).Where(below => below.Stat.Kind is EntryKind.File).Select(below =>
                ($"{entry.Origin}/{PathBytes.Text(below.PathBytes.Span)}", below.Stat.Key));
    }

    private static List<string> Warnings(
        List<(string Path, InodeKey Key)> files, IReadOnlyDictionary<InodeKey, string> writers)
    {
        var open = files.Where(file => writers.ContainsKey(file.Key)).Distinct().ToList();
        var warnings = open.Take(MaxShown).Select(file =>
            $"{VisibleText.Escape(writers[file.Key])} has {StepWording.Quote(file.Path)} open for writing; "
            + "what it writes while the plan runs undoes the plan, and what it writes later goes to the "
            + "object that was taken out, which is then kept in '.argo/conflicts/'").ToList();
        if (open.Count > MaxShown)
            warnings.Add($"{open.Count - MaxShown} more files of this step are open for writing");
        return warnings;
    }

    private static StepInterpretation Warned(StepInterpretation step, List<string> warnings) =>
        warnings.Count == 0
            ? step
            : step with
            {
                Simulated = step.Simulated with { CanFail = [.. step.Simulated.CanFail, .. warnings] },
            };
}
