using System.CommandLine.Parsing;
using System.Globalization;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>
/// Moments as people type them: <c>2026-01-31</c>, <c>2026-01-31T12:00+01:00</c>, <c>7d</c> for ago.
/// </summary>
internal static class TimestampArgument
{
    /// <summary>Reads an option's one word; a wrong one becomes a usage error.</summary>
    public static DateTimeOffset? Parse(ArgumentResult result, TimeProvider time)
    {
        var word = result.Tokens[0].Value;
        if (Durations.Read(word) is { } ago)
            return time.GetUtcNow() - ago;
        if (word.Length >= 10 && char.IsAsciiDigit(word[0]) && DateTimeOffset.TryParse(
            word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment))
            return moment.ToUniversalTime();
        result.AddError(
            $"'{Visible.Line(word)}' is no moment: write a date or time such as 2026-01-31 or "
            + "2026-01-31T12:00+01:00, or how long ago, such as 7d");
        return null;
    }
}
