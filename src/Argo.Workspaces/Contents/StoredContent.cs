
namespace Argo.Workspaces.Contents;

/// <summary>Bytes in a content store.</summary>
internal sealed class StoredContent(ContentStore store, string sha256) : IContent
{
    /// <inheritdoc/>
    public long Length { get; } = LengthOf(store, sha256);

    /// <inheritdoc/>
    public string Sha256 => sha256;

    /// <inheritdoc/>
    public Stream OpenRead() => store.OpenRead(sha256);

    private static long LengthOf(ContentStore store, string sha256)
    {
        using var stream = store.OpenRead(sha256);
        return stream.Length;
    }
}
