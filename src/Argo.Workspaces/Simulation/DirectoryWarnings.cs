using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Simulation;

/// <summary>
/// Tells at the dry run where all-or-nothing does not hold for directories: on ext4 without a journal, a
/// power cut can leave one that is deleted or moved without a name.
/// </summary>
internal static class DirectoryWarnings
{
    /// <summary>What is told of each such step.</summary>
    public const string Text = "this ext4 has no journal: a power cut while the plan runs can leave the "
        + "directory in 'lost+found' alone, and the undo then waits until a person has put it back";

    /// <summary>The steps, with the warning for each that deletes or moves a directory.</summary>
    public static ImmutableArray<StepInterpretation> AddTo(
        ImmutableArray<StepInterpretation> steps, bool losesDirectories) => losesDirectories
        ? [.. steps.Select(step => TakesDirectory(step) ? Warned(step) : step)]
        : steps;

    private static bool TakesDirectory(StepInterpretation step) =>
        step.Changes.Any(change => change is Change.Remove { Kind: EntryKind.Directory })
        || step.Changes.Any(change => change is Change.Rename)
            && step.Originals.Any(entry => entry.Kind is EntryKind.Directory);

    private static StepInterpretation Warned(StepInterpretation step) => step with
    {
        Simulated = step.Simulated with { CanFail = [.. step.Simulated.CanFail, Text] },
    };
}
