using System.CommandLine.Parsing;
using System.Globalization;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>Whole numbers as people type them.</summary>
internal static class WholeNumbers
{
    /// <summary>Reads an option's one word; a wrong one becomes a usage error.</summary>
    public static int Parse(ArgumentResult result, int least, int most)
    {
        var word = result.Tokens[0].Value;
        if (Read(word) is { } number && number >= least && number <= most)
            return number;
        result.AddError(
            $"{NameOf(result)}: '{Visible.Line(word)}' must be a whole number "
            + $"from {least} to {most}");
        return least;
    }

    /// <summary>Reads all words of an option; the first wrong one becomes a usage error.</summary>
    public static int[] ParseAll(ArgumentResult result)
    {
        var words = result.Tokens.Select(token => token.Value).ToArray();
        if (words.FirstOrDefault(word => Read(word) is null) is { } wrong)
            result.AddError(
                $"{NameOf(result)}: '{Visible.Line(wrong)}' must be a whole number, such as 4");
        return [.. words.Select(word => Read(word) ?? 0)];
    }

    private static int? Read(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
