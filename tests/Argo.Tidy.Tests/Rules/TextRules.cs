using System.Text.RegularExpressions;

namespace Argo.Tidy.Tests.Rules;

/// <summary>What no text of the tree contains.</summary>
internal static partial class TextRules
{
    public static Rule Conditional { get; } = Rule.Without(
        "conditional",
        "no #if: one source serves every build",
        file => file.IsUnder("src/"),
        @"^[ \t]*#\s*if\b");

    public static Rule Unfinished { get; } = Rule.OfFiles(
        "unfinished",
        "nothing in the tree is left for later; do it or take it out",
        _ => true,
        file => Marker.Matches(file.Text).Select(match => new Finding(file.Path, file.LineOf(match.Index))));

    // Written so that the pattern does not match itself.
    [GeneratedRegex(@"\b(?:T[O]DO|F[I]XME|H[A]CK)\b")]
    private static partial Regex Marker { get; }
}
