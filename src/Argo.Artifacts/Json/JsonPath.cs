using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Argo.Artifacts.Json;

/// <summary>Where a walk through a document stands, such as <c>steps[3].target</c>.</summary>
internal sealed class JsonPath
{
    private const int LongestName = 64;

    private readonly List<(string? Name, int Index)> _parts = [];
    private readonly string _root;

    public JsonPath(string root = "") => _root = root;

    /// <summary>The member it stands in, or in one of whose items; null at the root.</summary>
    public string? Member => _parts.FindLast(part => part.Name is not null).Name;

    public void Enter(string name) => _parts.Add((name, 0));

    public void Enter(int index) => _parts.Add((null, index));

    public void Leave() => _parts.RemoveAt(_parts.Count - 1);

    public override string ToString()
    {
        var text = new StringBuilder(_root);
        foreach (var (name, index) in _parts)
        {
            if (name is null)
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else if (!IsPlain(name))
                text.Append(CultureInfo.InvariantCulture, $"[{Quoted(name)}]");
            else
                text.Append(text.Length == 0 ? "" : ".").Append(name);
        }

        return text.ToString();
    }

    /// <summary>A text from the input, made safe to show: quoted, escaped and shortened.</summary>
    public static string Quoted(string text) =>
        text.Length <= LongestName
            ? $"\"{JsonEncodedText.Encode(text)}\""
            : $"\"{JsonEncodedText.Encode(text[..(LongestName - 1)])}...\"";

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= LongestName
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}
