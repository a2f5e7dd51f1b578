using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Argo.Artifacts.Security;

/// <summary>
/// Takes what looks like a secret out of a text before it is kept or shown: each match of a pattern becomes
/// <c>[secret 1a2b3c4d]</c>, the head of its SHA-256, so that two can still be told apart.
/// </summary>
/// <remarks>Immutable and safe for several threads. Takes time in proportion to the text, whatever the
/// patterns.</remarks>
public sealed class Redactor
{
    /// <summary>
    /// Keys and tokens whose form gives them away: private keys, and those of AWS, GitHub, GitLab, Slack,
    /// JWT.
    /// </summary>
    public static readonly ImmutableArray<string> WellKnown =
    [
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
        @"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
        @"\bgh[pousr]_[0-9A-Za-z]{36,}\b",
        @"\bgithub_pat_[0-9A-Za-z_]{22,}\b",
        @"\bglpat-[0-9A-Za-z_-]{20,}",
        @"\bxox[abprs]-[0-9A-Za-z-]{10,}",
        @"\beyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]*",
    ];

    /// <summary>Knows no secret.</summary>
    public static readonly Redactor None = new([]);

    private readonly Regex? _any;

    /// <param name="patterns">Regular expressions without look-around and back-references.</param>
    /// <exception cref="ArgumentException">One is not such an expression; the message quotes it.</exception>
    public Redactor(IEnumerable<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        var each = patterns.Select(pattern => $"(?:{Compile(pattern)})").ToArray();
        _any = each.Length == 0 ? null : Compile(string.Join('|', each)); // one pass, however many there are
    }

    /// <summary>Whether there is anything to take out.</summary>
    public bool Finds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _any?.IsMatch(text) ?? false;
    }

    /// <summary>The text without what looks secret.</summary>
    public string Redact(string text) =>
        Finds(text) ? _any!.Replace(text, match => match.Length == 0 ? "" : Mark(match.ValueSpan)) : text;

    /// <summary>The same with every text in a JSON value, names of members included.</summary>
    public JsonElement Redact(JsonElement json) =>
        Finds(json) ? JsonElement.Parse(Redacted(JsonNode.Parse(json.GetRawText()))!.ToJsonString()) : json;

    private bool Finds(JsonElement json) => _any is not null && json.ValueKind switch
    {
        JsonValueKind.Object =>
            json.EnumerateObject().Any(member => Finds(member.Name) || Finds(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(Finds),
        JsonValueKind.String => Finds(json.GetString()!),
        _ => false,
    };

    private JsonNode? Redacted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(
            member => KeyValuePair.Create(Redact(member.Key), Redacted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Redacted)]),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => Redact(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    private static string Mark(ReadOnlySpan<char> secret)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(secret.ToString()));
        return $"[secret {Convert.ToHexStringLower(digest.AsSpan(0, 4))}]";
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException(
                $"'{pattern}' cannot be used as a pattern ({unusable.Message.TrimEnd('.')}).", nameof(
                    pattern), unusable);
        }
    }
}
