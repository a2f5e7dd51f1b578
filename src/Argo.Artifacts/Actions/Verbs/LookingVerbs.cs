using System.Collections.Immutable;

namespace Argo.Artifacts.Actions.Verbs;

/// <summary>The verbs that look at the target and change nothing.</summary>
internal static class LookingVerbs
{
    public static ImmutableArray<VerbDescriptor> All { get; } =
    [
        new()
        {
            Type = ActionType.Read,
            Meaning = "Reads a file.",
            ChangesNothing = true,
            InsteadOf = [new("use read or display", "cat view show print read_file open_file head tail")],
        },
        new()
        {
            Type = ActionType.Display,
            Meaning = "Shows a file; the same as read.",
            ChangesNothing = true,
        },
        new()
        {
            Type = ActionType.Query,
            Meaning = "Asks whether a path exists and what it is.",
            ChangesNothing = true,
            InsteadOf = [new("use query", "stat exists check list ls dir glob search")],
        },
    ];
}
