namespace Argo.Artifacts.Plans;

/// <summary>The forms that names in a plan must have.</summary>
/// <remarks>By hand: a regular expression would cost a tenth of the program's start.</remarks>
internal static class PlanNames
{
    private const int LongestAction = 64;
    private const int ModeDigits = 4;

    /// <summary>Lower snake case.</summary>
    public static bool IsAction(string name) =>
        name.Length is > 0 and <= LongestAction
        && char.IsAsciiLetterLower(name[0])
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_');

    /// <summary>Four octal digits: special bits, owner, group, others.</summary>
    public static bool IsMode(string mode) =>
        mode.Length == ModeDigits && !mode.AsSpan().ContainsAnyExceptInRange('0', '7');
}
