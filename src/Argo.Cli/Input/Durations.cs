using System.CommandLine.Parsing;
using System.Globalization;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>Durations as people type them: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c>.</summary>
internal static class Durations
{
    private const int LongestDays = 365;

    /// <summary>Reads an option's one word; a wrong one becomes a usage error.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var word = result.Tokens[0].Value;
        if (Read(word) is { } duration)
            return duration;
        result.AddError(
            $"'{Visible.Line(word)}' is no duration: "
            + $"write a whole number and s, m, h or d, such as 15m, up to {LongestDays}d");
        return null;
    }

    public static TimeSpan? Read(string word)
    {
        if (word.Length < 2)
            return null;
        if (!int.TryParse(word[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        double? seconds = word[^1] switch
        {
            's' => number,
            'm' => number * 60d,
            'h' => number * 3_600d,
            'd' => number * 86_400d,
            _ => null,
        };
        return seconds is > 0 and <= LongestDays * 86_400d ? TimeSpan.FromSeconds(seconds.Value) : null;
    }
}
