using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Contents;

/// <summary>The bytes of a file that is on the disk before any step.</summary>
internal sealed class DiskContent(DiskObservations book, string path, long length) : IContent
{
    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public string Sha256 => book.Digest(path);

    /// <summary>Whether an earlier plan called these bytes secret, or made them of secret ones.</summary>
    public bool IsSecret => book.SeenDigest(path) is { } digest && book.IsSecret(digest);

    /// <inheritdoc/>
    public Stream OpenRead() => book.Disk.OpenRead(path);
}
