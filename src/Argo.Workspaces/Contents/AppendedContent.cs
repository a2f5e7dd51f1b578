using System.Security.Cryptography;

namespace Argo.Workspaces.Contents;

/// <summary>The bytes of one content, then more: a file opened for appending.</summary>
internal sealed class AppendedContent(IContent first, ReadOnlyMemory<byte> more, bool isSecret)
    : IContent
{
    private readonly Lazy<string> _digest = new(() => DigestOf(first, more.Span));

    /// <inheritdoc/>
    public long Length => first.Length + more.Length;

    /// <inheritdoc/>
    public string Sha256 => _digest.Value;

    /// <inheritdoc/>
    public bool IsSecret => isSecret || first.IsSecret;

    /// <inheritdoc/>
    public Stream OpenRead() =>
        new ChainedStream(first.OpenRead(), new MemoryStream(more.ToArray(), writable: false));

    private static string DigestOf(IContent first, ReadOnlySpan<byte> more)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = first.OpenRead();
        var buffer = new byte[64 * 1024];
        for (int count; (count = stream.Read(buffer)) > 0;)
            hash.AppendData(buffer, 0, count);
        hash.AppendData(more);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
