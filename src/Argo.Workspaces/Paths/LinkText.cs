using System.Text;

namespace Argo.Workspaces.Paths;

/// <summary>A symbolic link's target as text, so that different targets give different texts.</summary>
internal static class LinkText
{
    private const string Encoded = "base64:";
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The target itself; <c>base64:...</c> when it is not UTF-8, or looks like that form.</summary>
    public static string Of(ReadOnlySpan<byte> target)
    {
        try
        {
            var text = Strict.GetString(target);
            return text.StartsWith(Encoded, StringComparison.Ordinal) ? Encode(target) : text;
        }
        catch (DecoderFallbackException)
        {
            return Encode(target);
        }
    }

    private static string Encode(ReadOnlySpan<byte> target) => Encoded + Convert.ToBase64String(target);
}
