using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Argo.Artifacts.Security;

/// <summary>
/// A text of a plan that nobody else may read: <c>{"secret": "..."}</c>, and <c>{"secret_sha256": "..."}</c>
/// where only its digest is kept.
/// </summary>
/// <param name="Value">The text; null where it is withheld.</param>
/// <param name="Sha256">SHA-256 of the text in UTF-8, lower-case hex.</param>
internal readonly record struct SecretText(string? Value, string Sha256)
{
    private const string Given = "secret";
    private const string Withheld = "secret_sha256";

    /// <summary>The digest of a secret that is empty.</summary>
    public static readonly string OfNothing = Digest("");

    /// <summary>The secret in a value; null when it is not written as one.</summary>
    public static SecretText? Of(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object || json.GetPropertyCount() != 1)
            return null;
        if (json.TryGetProperty(Given, out var given) && given.ValueKind is JsonValueKind.String)
            return new SecretText(given.GetString()!, Digest(given.GetString()!));
        return json.TryGetProperty(Withheld, out var digest)
            && digest.ValueKind is JsonValueKind.String
            && IsDigest(digest.GetString()!)
            ? new SecretText(null, digest.GetString()!)
            : null;
    }

    /// <summary>Writes it as a value, as <see cref="Of"/> reads it.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(Value is null ? Withheld : Given, Value ?? Sha256);
        writer.WriteEndObject();
    }

    public static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool IsDigest(string text) =>
        text.Length == 64 && text.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
