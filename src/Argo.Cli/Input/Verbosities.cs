using System.CommandLine.Parsing;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>The levels of <c>-v</c>, whole or by their beginning.</summary>
internal static class Verbosities
{
    /// <summary>Reads the option's one word; a wrong one becomes a usage error.</summary>
    public static Verbosity Parse(ArgumentResult result)
    {
        var word = result.Tokens[0].Value;
        var found = Enum.GetValues<Verbosity>().Where(level => Begins(level, word)).ToArray();
        if (found is [var level] && word.Length > 0)
            return level;
        result.AddError(
            $"'{Visible.Line(word)}' is no verbosity: "
            + "write quiet, minimal, normal, detailed or diagnostic");
        return Verbosity.Normal;
    }

    private static bool Begins(Verbosity level, string word) =>
        level.ToString().StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (word.Length > 1 || level is not Verbosity.Diagnostic); // d is detailed, as in dotnet
}
