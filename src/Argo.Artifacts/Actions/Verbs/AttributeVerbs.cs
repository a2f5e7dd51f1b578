using System.Collections.Immutable;
using Argo.Artifacts.Plans;
using static Argo.Artifacts.Actions.KnownParameters;

namespace Argo.Artifacts.Actions.Verbs;

/// <summary>The verbs that change what a file system keeps about an object, and not the object.</summary>
internal static class AttributeVerbs
{
    public static ImmutableArray<VerbDescriptor> All { get; } =
    [
        new()
        {
            Type = ActionType.Chmod,
            Meaning = "Changes the permission bits of a file or a directory.",
            Parameters = [Mode with { WhenMissing = "give the bits in octal, such as 0644" }],
            Risk = SafetyLevel.Cautious,
            InsteadOf =
            [
                new("use chmod with parameters.mode", "set_mode permissions set_permissions change_mode"),
            ],
        },
    ];
}
