namespace Argo.Workspaces.Interpretation;

/// <summary>The bytes of a file that is on the disk before any step.</summary>
internal sealed class DiskContent(WitnessBook book, string path, long length) : IContent
{
    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public string Sha256 => book.Digest(path);

    /// <inheritdoc/>
    public Stream OpenRead() => book.Disk.OpenRead(path);
}
