using System.Text.RegularExpressions;

namespace Argo.Tidy.Tests.Reading;

/// <summary>Puts blanks over C#'s comments and literals, but for the code in a string's holes.</summary>
internal sealed partial class Blanker
{
    private readonly string _text;
    private readonly char[] _code;
    private readonly HashSet<int> _rawStringLines = [];
    private int _at;

    public Blanker(string text)
    {
        _text = text;
        _code = text.ToCharArray();
        SkipCode(inHole: false);
        Code = new string(_code);
    }

    public string Code { get; }

    public IReadOnlySet<int> RawStringLines => _rawStringLines;

    [GeneratedRegex("""\G(?<prefix>[$@]*)(?<quotes>"+)""")]
    private static partial Regex StringStart { get; }

    [GeneratedRegex(@"\G(?://[^\n]*|/\*.*?(?:\*/|\z)|'(?:\\[^\n]{1,9}?|[^\\'\n])')", RegexOptions.Singleline)]
    private static partial Regex CommentOrCharacter { get; }

    private void SkipCode(bool inHole)
    {
        for (var depth = 0; _at < _text.Length;)
        {
            if (CommentOrCharacter.Match(_text, _at) is { Success: true } blank)
                BlankTo(_at + blank.Length);
            else if (StringStart.Match(_text, _at) is { Success: true } start)
                SkipString(start.Groups["prefix"].Value, start.Groups["quotes"].Length);
            else if (inHole && depth == 0 && _text[_at] == '}')
                return;
            else
                depth += _text[_at++] switch { '{' => 1, '}' => -1, _ => 0 };
        }
    }

    private void SkipString(string prefix, int quotes)
    {
        var verbatim = prefix.Contains('@', StringComparison.Ordinal);
        if (!verbatim && quotes >= 3)
            SkipRawString(_at + prefix.Length, quotes);
        else if (!verbatim && quotes == 2)
            BlankTo(_at + prefix.Length + 2);
        else
            SkipQuoted(_at + prefix.Length + 1, verbatim, prefix.Contains('$', StringComparison.Ordinal));
    }

    private void SkipRawString(int opening, int quotes)
    {
        var closing = _text.IndexOf(new string('"', quotes), opening + quotes, StringComparison.Ordinal);
        var end = closing < 0 ? _text.Length : closing + quotes;
        var first = _text.AsSpan(0, opening).Count('\n') + 1;
        var lines = _text.AsSpan(opening, end - opening).Count('\n') + 1;
        _rawStringLines.UnionWith(Enumerable.Range(first, lines));
        BlankTo(end);
    }

    private void SkipQuoted(int start, bool verbatim, bool interpolated)
    {
        BlankTo(start);
        while (_at < _text.Length)
        {
            var (here, next) = (_text[_at], _at + 1 < _text.Length ? _text[_at + 1] : '\0');
            if (interpolated && here == '{' && next != '{')
            {
                BlankTo(_at + 1);
                SkipCode(inHole: true);
                BlankTo(_at + 1);
            }
            else if ((here, next, verbatim) is ('\\', _, false) or ('"', '"', true) or ('{', '{', _))
            {
                BlankTo(_at + 2); // an escaped character
            }
            else
            {
                BlankTo(_at + 1);
                if (here == '"' || (here == '\n' && !verbatim))
                    return;
            }
        }
    }

    private void BlankTo(int end)
    {
        for (end = Math.Min(end, _text.Length); _at < end; _at++)
        {
            if (_text[_at] is not ('\n' or '\r'))
                _code[_at] = ' ';
        }
    }
}
