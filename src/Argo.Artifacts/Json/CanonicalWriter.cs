using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Argo.Artifacts.Json;

/// <summary>
/// Writes the tokens of RFC 8785 (JSON Canonicalization Scheme); the caller sees to the order of members.
/// </summary>
internal sealed class CanonicalWriter
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private readonly ArrayBufferWriter<byte> _bytes = new(512);

    /// <summary>What has been written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Copies bytes that are canonical already.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Number(double value) =>
        _bytes.Advance(EcmaNumber.Format(value, _bytes.GetSpan(EcmaNumber.MaxLength)));

    public void Integer(int value)
    {
        value.TryFormat(
            _bytes.GetSpan(EcmaNumber.MaxLength), out var written, default, CultureInfo.InvariantCulture);
        _bytes.Advance(written);
    }

    /// <summary>A time as <see cref="UtcTimeConverter"/> writes it.</summary>
    public void Time(DateTimeOffset value)
    {
        value.UtcDateTime.TryFormat(
            _bytes.GetSpan(
                64), out var written, "'\"'yyyy-MM-ddTHH:mm:ss.FFFFFFF'+00:00\"'",
                    CultureInfo.InvariantCulture);
        _bytes.Advance(written);
    }

    /// <exception cref="ArgumentException">The text is not Unicode: it has half of a surrogate
    /// pair.</exception>
    public void Text(ReadOnlySpan<char> text)
    {
        Raw("\""u8);
        while (text.IndexOfAny(Escaped) is >= 0 and var at)
        {
            Unescaped(text[..at]);
            Escape(text[at]);
            text = text[(at + 1)..];
        }

        Unescaped(text);
        Raw("\""u8);
    }

    public void Element(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Members(value, except: []);
                break;
            case JsonValueKind.Array:
                Items(value);
                break;
            case JsonValueKind.String:
                Text(value);
                break;
            case JsonValueKind.Number:
                Number(value.GetDouble());
                break;
            case JsonValueKind.Undefined:
                throw new ArgumentException("there is no JSON value here", nameof(value));
            default:
                Raw(
                    value.ValueKind switch { JsonValueKind.True => "true"u8, JsonValueKind.False => "false"u8,
                        _ => "null"u8 });
                break;
        }
    }

    /// <summary>An object without some of its members.</summary>
    public void Members(JsonElement value, ReadOnlySpan<string> except)
    {
        var members = new List<(string Name, JsonElement Value)>(value.GetPropertyCount());
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name is var name && !except.Contains(name))
                members.Add((name, member.Value));
        }

        members.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name)); // UTF-16 units
        var separator = "{"u8;
        foreach (var (name, element) in members)
        {
            Raw(separator);
            Text(name);
            Raw(":"u8);
            Element(element);
            separator = ","u8;
        }

        Raw(members.Count == 0 ? "{}"u8 : "}"u8);
    }

    /// <summary>A string without escapes is canonical as it stands.</summary>
    private void Text(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (raw.Contains((byte)'\\') || !Utf8.IsValid(raw))
            Text(text.GetString());
        else
            Raw(raw);
    }

    private void Items(JsonElement list)
    {
        var separator = "["u8;
        foreach (var item in list.EnumerateArray())
        {
            Raw(separator);
            Element(item);
            separator = ","u8;
        }

        Raw(list.GetArrayLength() == 0 ? "[]"u8 : "]"u8);
    }

    private void Unescaped(ReadOnlySpan<char> text)
    {
        var room = _bytes.GetSpan(text.Length * 3);
        var status = Utf8.FromUtf16(
            text, room, out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new ArgumentException(
                "text holds half of a surrogate pair, which no JSON text can hold", nameof(text));
        _bytes.Advance(written);
    }

    private void Escape(char letter)
    {
        var two = letter switch
        {
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            _ => default,
        };
        Raw(two);
        if (two.IsEmpty)
            Raw(Encoding.ASCII.GetBytes($"\\u{(int)letter:x4}"));
    }
}
