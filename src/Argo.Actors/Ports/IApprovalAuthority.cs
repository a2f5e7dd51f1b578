using Argo.Artifacts;

namespace Argo.Actors.Ports;

/// <summary>Knows the host's key.</summary>
public interface IApprovalAuthority
{
    /// <summary>
    /// Whether this host signed an approval, every byte of it, with the key that it has in use. One of an
    /// earlier key does not count.
    /// </summary>
    bool IsSignedByHost(ApprovalArtifact approval);
}
