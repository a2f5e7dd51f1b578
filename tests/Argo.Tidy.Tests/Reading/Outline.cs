using System.Text.RegularExpressions;

namespace Argo.Tidy.Tests.Reading;

/// <summary>The types at the top of a file and the methods in its types, told by braces alone.</summary>
internal sealed partial class Outline
{
    private readonly SourceFile _file;
    private readonly Stack<bool> _enclosing = []; // true for a type, false for a namespace
    private readonly List<(string Name, int Line)> _types = [];
    private readonly List<(int Line, int Length)> _methods = [];
    private int _start = -1;
    private int _headerEnd = -1;

    public Outline(SourceFile file)
    {
        _file = file;
        Read();
    }

    public IReadOnlyList<(string Name, int Line)> TopTypes => _types;

    public IReadOnlyList<(int Line, int Length)> Methods => _methods;

    [GeneratedRegex(
        @"(?<![:,]\s*)\b(?:class|struct|interface|enum|record)\s+(?:class\s+|struct\s+)?(?<name>[A-Z_]\w*)")]
    private static partial Regex TypeHeader { get; }

    [GeneratedRegex(@"\bdelegate\s[^(]*?(?<name>\w+)\s*(?:<[^(]*>)?\s*\(")]
    private static partial Regex DelegateHeader { get; }

    [GeneratedRegex(@"\bnamespace\s")]
    private static partial Regex NamespaceHeader { get; }

    /// <summary>A body may stand in parentheses: after <c>F(() => { })</c> the member goes on.</summary>
    private void Read()
    {
        var (parens, body) = (0, 0);
        for (var at = 0; at < _file.Code.Length; at++)
        {
            var here = _file.Code[at];
            if (_start < 0 && !char.IsWhiteSpace(here))
                _start = at;
            if (body > 0)
            {
                body += here switch { '{' => 1, '}' => -1, _ => 0 };
                if (body == 0 && parens == 0)
                    EndMember(at);
                continue;
            }

            parens += here switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (here == '{' && (parens > 0 || !Opens(at)))
                (body, _headerEnd) = (1, _headerEnd < 0 ? at : _headerEnd);
            else if (here == ';' && parens == 0)
                EndMember(at);
            else if (here == '}')
                Close();
        }
    }

    private bool Opens(int brace)
    {
        var header = _file.Code[_start..brace];
        var isType = NoteType(header);
        if (!isType && !NamespaceHeader.IsMatch(header))
            return false;
        _enclosing.Push(isType);
        _start = -1;
        return true;
    }

    private void Close()
    {
        _enclosing.TryPop(out _);
        _start = -1;
    }

    private void EndMember(int end)
    {
        var header = _file.Code[_start..(_headerEnd < 0 ? end : _headerEnd)];
        var isMember = !NoteType(header) && _enclosing.TryPeek(out var inType) && inType;
        if (isMember && header.Split('=')[0].Contains('('))
            _methods.Add((_file.LineOf(_start), _file.LineOf(end) - _file.LineOf(_start) + 1));
        (_start, _headerEnd) = (-1, -1);
    }

    private bool NoteType(string header)
    {
        var isDelegate = DelegateHeader.Match(header) is { Success: true } && _headerEnd < 0;
        var match = isDelegate ? DelegateHeader.Match(header) : TypeHeader.Match(header);
        if (match.Success && !_enclosing.Contains(true))
            _types.Add((match.Groups["name"].Value, _file.LineOf(_start + match.Index)));
        return match.Success;
    }
}
