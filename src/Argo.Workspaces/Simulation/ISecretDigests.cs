namespace Argo.Workspaces.Simulation;

/// <summary>
/// Remembers which bytes were ever given as a secret, by their SHA-256: a file that has them, or that was
/// made from them, is shown in no later diff.
/// </summary>
/// <remarks>Implementations must be safe for use by several threads, and must never forget.</remarks>
public interface ISecretDigests
{
    /// <summary>Whether bytes with this SHA-256 (lower-case hex) were ever secret.</summary>
    bool Contains(string sha256);

    /// <summary>Remembers that bytes with this SHA-256 (lower-case hex) are secret.</summary>
    void Add(string sha256);
}
