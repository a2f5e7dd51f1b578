using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Rules;

/// <summary>A rule of the house style that can be told from the text alone.</summary>
/// <param name="Name">As the lists of exceptions write it.</param>
/// <param name="Words">What the rule asks, with the remedy.</param>
/// <param name="Check">Every place that breaks it.</param>
internal sealed record Rule(string Name, string Words, Func<SourceTree, IEnumerable<Finding>> Check)
{
    public static Rule OfFiles(
        string name,
        string words,
        Func<SourceFile, bool> covers,
        Func<SourceFile, IEnumerable<Finding>> check) =>
        new(name, words, tree => tree.Files.Where(covers).SelectMany(check));

    /// <summary>No code may match; comments and literals do not count.</summary>
    public static Rule Without(
        string name,
        string words,
        Func<SourceFile, bool> covers,
        [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline);
        return OfFiles(name, words, file => file.IsCode && covers(file), file => Matches(file, regex));
    }

    public string Tell(Finding finding) => $"{finding.Path}:{finding.Line}: {Words}"
        + (finding.What.Length == 0 ? "" : $" ({finding.What})") + $" [{Name}]";

    private static IEnumerable<Finding> Matches(SourceFile file, Regex regex) =>
        regex.Matches(file.Code)
            .Select(match => new Finding(file.Path, file.LineOf(match.Index), match.Value.Trim()));
}
