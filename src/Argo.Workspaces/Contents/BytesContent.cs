using System.Security.Cryptography;

namespace Argo.Workspaces.Contents;

/// <summary>Bytes in memory: what a plan spells out, or an edited text.</summary>
internal sealed class BytesContent(ReadOnlyMemory<byte> bytes, bool isSecret = false) : IContent
{
    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    /// <inheritdoc/>
    public bool IsSecret => isSecret;

    /// <inheritdoc/>
    public Stream OpenRead() => new MemoryStream(bytes.ToArray(), writable: false);
}
