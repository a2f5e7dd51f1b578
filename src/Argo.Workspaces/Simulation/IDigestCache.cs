using Argo.Artifacts.Files;

namespace Argo.Workspaces.Simulation;

/// <summary>Remembers the digest of large files, so that an unchanged one need not be read again.</summary>
/// <remarks>
/// The key is the whole identity, ctime included: any change of a file's bytes or attributes makes another
/// key.
/// Argo does not put what changed within the clock's granularity. Implementations may drop entries at will,
/// must be
/// safe for use by several threads, and must not answer with another file's digest.
/// </remarks>
public interface IDigestCache
{
    /// <summary>
    /// The SHA-256 of the file with this identity, lower-case hex; null when it is not known.
    /// </summary>
    string? Find(FileIdentity identity);

    /// <summary>Remembers a digest that was computed while the identity stayed the same.</summary>
    void Put(FileIdentity identity, string sha256);
}
