using Argo.Artifacts.Records;

namespace Argo.Artifacts.Json;

/// <summary>Says that bytes which mean the same are not those that were written.</summary>
internal static class CanonicalFormCheck
{
    /// <summary>
    /// The first byte that is spelled otherwise; null when none is, or a person laid it out anew.
    /// </summary>
    public static BrokenLink? FindOther(ReadOnlyMemory<byte> utf8Json, string noun)
    {
        var canonical = CanonicalJson.Of(utf8Json);
        if (CanonicalLayout.FirstOtherByte(utf8Json.Span, canonical) is not { } at)
            return null;
        var (expected, found) = (Shown(canonical, at), Shown(utf8Json.Span, at));
        return new BrokenLink($"byte {at}", null, expected, found,
            $"Byte {at} of {noun} was changed into another spelling of the same value "
            + $"(expected {expected}, found {found}).");
    }

    private static string Shown(ReadOnlySpan<byte> bytes, int at) =>
        at < bytes.Length ? $"0x{bytes[at]:x2}" : "the end";
}
