using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Interpretation;

/// <summary>
/// What an object must be for a change: its kind, its marks, its names. The dry run asks it of the tree as
/// predicted, staging asks it of the disk. Each answer is a reason with its remedy, or null.
/// </summary>
/// <remarks>What this user may do with the object is asked of <see cref="Access.AccessRules"/>.</remarks>
internal static class ObjectRules
{
    /// <summary>Needs a regular file.</summary>
    public static string? WhyNotFile(string path, VirtualEntry entry) => entry.Kind switch
    {
        EntryKind.File => null,
        EntryKind.Absent => $"{Quote(path)} is not there",
        EntryKind.Symlink =>
            $"{Quote(path)} is {StepWording.Of(entry)}; links are never followed, name the file itself",
        _ => $"{Quote(path)} is {StepWording.Of(entry)}, not a regular file",
    };

    /// <summary>Needs something that Argo acts on: a file, a directory or a link.</summary>
    public static string? WhyNotActedOn(string path, VirtualEntry entry) => entry.Kind switch
    {
        EntryKind.File or EntryKind.Directory or EntryKind.Symlink => null,
        EntryKind.Absent => $"{Quote(path)} is not there",
        _ => $"{Quote(path)} is {StepWording.Of(entry)}; Argo acts on files, directories and links only",
    };

    /// <summary>Needs that nothing is there.</summary>
    /// <param name="path">Where.</param>
    /// <param name="entry">What is there.</param>
    /// <param name="remedy">What to do about it.</param>
    public static string? WhyNotFree(string path, VirtualEntry entry, string remedy) =>
        entry.IsAbsent ? null : $"{Quote(path)} is already there: {StepWording.Of(entry)}; {remedy}";

    /// <summary>
    /// Needs that the object may be replaced or renamed: an immutable one may not, not even by root.
    /// </summary>
    public static string? WhyNotUnpinned(string path, VirtualEntry entry) => entry.Stat?.IsPinned == true
        ? $"{Quote(path)} is marked immutable or append-only; remove that (chattr -i -a)"
        : null;

    /// <summary>Needs something that has permission bits.</summary>
    public static string? WhyNoMode(string path, VirtualEntry entry) =>
        entry.Kind is EntryKind.File or EntryKind.Directory
            ? null
            : $"{Quote(path)} is {StepWording.Of(entry)}; only files and directories have permission bits";

    /// <summary>Needs that a change in place shows under this one name, by which the undo finds it.</summary>
    public static string? WhyNotOneName(string path, VirtualEntry entry) =>
        entry.Kind == EntryKind.File && entry.Links > 1
            ? $"{Quote(path)} has {entry.Links} names (hard links); a change in place would show under names "
                + "outside of this plan"
            : null;

    /// <summary>Needs a new path that is neither the old one, nor in it, nor above it.</summary>
    public static string? WhyNotApart(string source, string destination)
    {
        if (RelativePath.IsWithin(destination, source))
            return $"the destination {Quote(destination)} is {Quote(source)} itself or in it";
        return RelativePath.IsWithin(source, destination)
            ? $"the destination {Quote(destination)} holds {Quote(source)}"
            : null;
    }
}
