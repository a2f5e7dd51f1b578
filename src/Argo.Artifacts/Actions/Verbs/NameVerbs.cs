using System.Collections.Immutable;
using Argo.Artifacts.Plans;
using static Argo.Artifacts.Actions.KnownParameters;

namespace Argo.Artifacts.Actions.Verbs;

/// <summary>The verbs that remove, move and copy what is at a path.</summary>
internal static class NameVerbs
{
    public static ImmutableArray<VerbDescriptor> All { get; } =
    [
        new()
        {
            Type = ActionType.Delete,
            Meaning = "Removes a file, a link itself, or with recursive a directory.",
            Parameters = [Recursive],
            Risk = SafetyLevel.Risky,
            InsteadOf =
            [
                new("use delete", "rm remove unlink delete_file remove_file trash"),
                new("use delete with parameters.recursive", "rmdir rm_rf delete_directory remove_directory "
                    + "delete_dir"),
            ],
        },
        new()
        {
            Type = ActionType.Move,
            Meaning = "Gives a file, a link or a directory another path.",
            Parameters = [Destination, Overwrite, CreateParents],
            Risk = SafetyLevel.Cautious,
            InsteadOf = [new("use move with parameters.destination", "mv rename move_file rename_file")],
        },
        new()
        {
            Type = ActionType.Copy,
            Meaning = "Copies a file, or a directory with everything below it.",
            Parameters = [Destination, Overwrite, CreateParents],
            Risk = SafetyLevel.Cautious,
            InsteadOf = [new("use copy with parameters.destination", "cp copy_file duplicate clone backup")],
        },
    ];
}
