using Argo.Artifacts.Files;

namespace Argo.Workspaces.Contents;

/// <summary>Where the bytes that a step names by <c>content_from</c> come from.</summary>
internal interface IContentSource
{
    /// <summary>The bytes; the same ones whenever it is asked.</summary>
    /// <exception cref="WorkspaceException">
    /// They are not there, may not be read, or are not pinned.
    /// </exception>
    IContent Open(string contentFrom);
}
