using System.Globalization;
using Argo.Tidy.Tests.Reading;
using Argo.Tidy.Tests.Rules;

namespace Argo.Tidy.Tests;

/// <summary>
/// The two lists beside this file: <c>ratchet.txt</c> counts what is still to be tidied, <c>allowed.txt</c>
/// gives the reason for what stays. Both must be exactly what the tree needs, so neither can grow unseen.
/// </summary>
internal sealed class KnownExceptions
{
    private const string Folder = "tests/Argo.Tidy.Tests/";
    private const string Stale = "no longer needed, delete the line";
    private readonly Dictionary<(string Rule, string Path), int> _counts;
    private readonly Dictionary<(string Rule, string Path), string> _reasons;

    public KnownExceptions(string ratchet, string allowed)
    {
        _counts = Entries(ratchet).ToDictionary(
            entry => (entry[0], entry[1]),
            entry => int.Parse(entry[2], NumberStyles.None, CultureInfo.InvariantCulture));
        _reasons = Entries(allowed).ToDictionary(entry => (entry[0], entry[1]), entry => entry[2]);
    }

    public IEnumerable<string> RuleNames => Keys.Select(key => key.Rule).Distinct();

    private IEnumerable<(string Rule, string Path)> Keys => _counts.Keys.Concat(_reasons.Keys);

    public static KnownExceptions In(SourceTree tree) => new(
        tree.Find(Folder + "ratchet.txt")?.Text ?? "", tree.Find(Folder + "allowed.txt")?.Text ?? "");

    /// <summary>What to mend in the tree, and what to take off the lists; empty when all is well.</summary>
    public IEnumerable<string> Complaints(Rule rule, SourceTree tree)
    {
        var found = rule.Check(tree).ToLookup(finding => finding.Path);
        var listed = Keys.Where(key => key.Rule == rule.Name).Select(key => key.Path);
        return found.Select(group => group.Key).Union(listed).Order(StringComparer.Ordinal)
            .SelectMany(path => Judge(rule, path, [.. found[path]]));
    }

    private IEnumerable<string> Judge(Rule rule, string path, Finding[] found)
    {
        var key = (rule.Name, path);
        if (_reasons.TryGetValue(key, out var reason))
            return found.Length > 0 ? [] : [$"allowed.txt: {Stale}: {rule.Name} {path} {reason}"];
        if (!_counts.TryGetValue(key, out var known) || found.Length > known)
            return found.Select(rule.Tell);
        if (found.Length == known)
            return [];
        var line = $"ratchet.txt: {Stale}: {rule.Name} {path} {known}";
        return [found.Length == 0 ? line : $"{line}; write instead: {rule.Name} {path} {found.Length}"];
    }

    private static IEnumerable<string[]> Entries(string text) =>
        from line in text.ReplaceLineEndings("\n").Split('\n')
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split(' ', 3)
        select parts.Length == 3
            ? parts
            : throw new FormatException($"'{line}': expected rule, path, and a count or a reason.");
}
