using System.Text;
using System.Text.Unicode;
using Argo.Artifacts.Actions;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Actions;

/// <summary>A UTF-8 text with its byte order mark and its line endings.</summary>
internal sealed class EditableText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly bool _marked;
    private readonly bool _crlf;
    private string _text;

    private EditableText(string text, bool marked)
    {
        (_text, _marked) = (text, marked);
        var lines = Occurrences(text, "\n");
        _crlf = lines > 0 && Occurrences(text, "\r\n") == lines;
    }

    /// <summary>The text in these bytes; null when they are not UTF-8.</summary>
    public static EditableText? Of(ReadOnlySpan<byte> bytes)
    {
        var marked = bytes.StartsWith(Encoding.UTF8.Preamble);
        var body = marked ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return Utf8.IsValid(body) ? new EditableText(Strict.GetString(body), marked) : null;
    }

    /// <summary>
    /// Applies the step's edits, then what it appends and prepends; null when one does not fit.
    /// </summary>
    public BytesContent? Edit(StepDraft draft, bool isSecret)
    {
        var given = draft.Step.Parameters;
        if (given.IsWithheld)
            draft.Unmet(WrittenBytes.Withheld);
        else if (given is { Edits.Length: 0, Append: null, Prepend: null })
            draft.Unmet("the step changes nothing; give parameters.edits, append or prepend");
        for (var index = 0; index < given.Edits.Length && !given.IsWithheld; index++)
            Replace(draft, given.Edits[index], $"parameters.edits[{index}]");
        _text = $"{Fitted(given.Prepend ?? "")}{_text}";
        _text += Fitted(OnALineOfItsOwn(given.Append, cuts: _text.Length > 0 && !_text.EndsWith('\n')));
        return draft.UnmetFacts.Count == 0 ? ToBytes(draft, isSecret || !given.Secrets.IsEmpty) : null;
    }

    /// <summary>What is appended; a last line that has not ended is ended first.</summary>
    /// <param name="append">The text; null for none.</param>
    /// <param name="cuts">Whether something without a line's end stands before it.</param>
    public static string OnALineOfItsOwn(string? append, bool cuts) =>
        string.IsNullOrEmpty(append) || !cuts || append.TrimStart('\r').StartsWith('\n')
            ? append ?? ""
            : $"\n{append}";

    private void Replace(StepDraft draft, TextEdit edit, string where)
    {
        if (edit.Find.Length == 0)
        {
            draft.Unmet($"{where}.find is empty; name the text to replace");
            return;
        }
        var (find, found) = (Fitted(edit.Find), Occurrences(_text, Fitted(edit.Find)));
        var times = StepWording.Count(found, "time", "times");
        var fits = draft.Check(
            found == edit.Count && found > 0,
            $"the text of {where} occurs {times}, as expected",
            $"the text of {where}.find occurs {times}, where the step expects {edit.Count}");
        if (fits)
            _text = _text.Replace(find, Fitted(edit.Replace), StringComparison.Ordinal);
    }

    private BytesContent? ToBytes(StepDraft draft, bool isSecret)
    {
        try
        {
            var body = Strict.GetBytes(_text);
            return new BytesContent(_marked ? [.. Encoding.UTF8.Preamble, .. body] : body, isSecret);
        }
        catch (EncoderFallbackException)
        {
            draft.Unmet("an edit has half a surrogate pair, which UTF-8 cannot hold");
            return null;
        }
    }

    // In a file whose lines all end in CR LF, what the plan writes with LF alone ends so too.
    private string Fitted(string text) => _crlf ? WithCrLf(text) : text;

    /// <summary>The text with every line ending in CR LF.</summary>
    public static string WithCrLf(string text) => text
        .Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

    private static int Occurrences(string text, string find)
    {
        var count = 0;
        for (var at = 0; (at = text.IndexOf(find, at, StringComparison.Ordinal)) >= 0; at += find.Length)
            count++;
        return count;
    }
}
