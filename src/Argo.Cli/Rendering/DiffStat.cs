using System.Globalization;
using System.Text.RegularExpressions;

namespace Argo.Cli.Rendering;

/// <summary>A unified diff as one line a file: how many lines come and go, and whatever is no line.</summary>
internal sealed partial class DiffStat
{
    private readonly List<string> _lines = [];
    private string? _file;
    private int _added;
    private int _removed;
    private int _addedInAll;
    private int _removedInAll;
    private int _oldLeft; // lines of the hunk under way
    private int _newLeft;

    private DiffStat()
    {
    }

    /// <summary>The lines to show, the sum last; none for an empty diff.</summary>
    public static IReadOnlyList<string> Of(string diff)
    {
        if (diff.Length == 0)
            return [];
        var stat = new DiffStat();
        foreach (var line in diff.TrimEnd('\n').Split('\n'))
            stat.Take(line);
        stat.EndFile();
        stat._lines.Add($"+{stat._addedInAll} -{stat._removedInAll} lines in all");
        return stat._lines;
    }

    private void Take(string line)
    {
        if (_oldLeft > 0 || _newLeft > 0)
            InHunk(line);
        else if (line.StartsWith("--- ", StringComparison.Ordinal))
            BeginFile(line[4..]);
        else if (line.StartsWith("+++ ", StringComparison.Ordinal))
            _file = line[4..] == "/dev/null" ? _file : line[4..];
        else if (HunkHead().Match(line) is { Success: true } head)
            (_oldLeft, _newLeft) = (Count(head.Groups[1]), Count(head.Groups[2]));
        else if (!line.StartsWith('\\'))
            _lines.Add(_file is null ? line : $"{Name(_file)}: {line}");
    }

    private void InHunk(string line)
    {
        var kind = line.Length == 0 ? ' ' : line[0];
        _oldLeft -= kind is '-' or ' ' ? 1 : 0;
        _newLeft -= kind is '+' or ' ' ? 1 : 0;
        _added += kind is '+' ? 1 : 0;
        _removed += kind is '-' ? 1 : 0;
    }

    private void BeginFile(string name)
    {
        EndFile();
        _file = name;
    }

    private void EndFile()
    {
        if (_file is not null && _added + _removed > 0)
            _lines.Add($"{Name(_file)}: +{_added} -{_removed}");
        (_addedInAll, _removedInAll) = (_addedInAll + _added, _removedInAll + _removed);
        (_file, _added, _removed) = (null, 0, 0);
    }

    private static string Name(string header) =>
        header.StartsWith("a/", StringComparison.Ordinal) || header.StartsWith("b/", StringComparison.Ordinal)
            ? header[2..]
            : header;

    private static int Count(Group lines) =>
        lines.Success ? int.Parse(lines.ValueSpan, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")]
    private static partial Regex HunkHead();
}
