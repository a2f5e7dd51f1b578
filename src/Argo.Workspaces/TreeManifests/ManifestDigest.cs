using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.TreeManifests;

/// <summary>
/// The digest of everything below a directory, in terms that can be predicted: no times, no inodes.
/// </summary>
internal static class ManifestDigest
{
    /// <summary>
    /// SHA-256, lower-case hex, over the entries sorted by their path's bytes; and how many there are.
    /// </summary>
    /// <param name="entries">Path bytes below the directory, with what is there; in any order.</param>
    public static (string Digest, int Entries) Of(
        IEnumerable<(ReadOnlyMemory<byte> Path, Fingerprint Fingerprint)> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        foreach (var (path, fingerprint) in entries.Order(ByPath))
        {
            count++;
            Append(hash, path.Span);
            Append(hash, Encoding.UTF8.GetBytes(Line(fingerprint)));
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), count);
    }

    private static Comparer<(ReadOnlyMemory<byte> Path, Fingerprint)> ByPath { get; } =
        Comparer<(ReadOnlyMemory<byte> Path, Fingerprint)>.Create(
            static (a, b) => a.Path.Span.SequenceCompareTo(b.Path.Span));

    private static string Line(Fingerprint of)
    {
        var size = of.Size?.ToString(CultureInfo.InvariantCulture);
        return $"{of.Kind}\n{size}\n{of.Mode}\n{of.Sha256}\n{of.LinkTarget}";
    }

    // With its length before it, so that no two lists of entries give the same bytes.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
        hash.AppendData(bytes);
    }
}
