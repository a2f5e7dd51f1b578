namespace Argo.Workspaces.Contents;

/// <summary>
/// Bytes that a step will put into a file: computed once, and the same in the simulation and on disk.
/// </summary>
internal interface IContent
{
    /// <summary>How many.</summary>
    long Length { get; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    string Sha256 { get; }

    /// <summary>Whether the plan calls it secret: then no diff shows it, only its size and digest.</summary>
    bool IsSecret => false;

    /// <summary>The bytes, from the start.</summary>
    Stream OpenRead();
}
