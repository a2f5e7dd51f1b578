using System.Collections.Immutable;
using Argo.Artifacts.Files;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Contents;

/// <summary>
/// At execution: the bytes that the dry run pinned, whatever the file beside the plan has become.
/// </summary>
internal sealed class PinnedContents(ImmutableSortedDictionary<string, string> pinned, ContentStore? store)
    : IContentSource
{
    /// <inheritdoc/>
    public IContent Open(string contentFrom)
    {
        if (store is not null && pinned.TryGetValue(contentFrom, out var sha256))
            return new StoredContent(store, sha256);
        throw new WorkspaceException(
            WorkspaceFault.NotFound,
            $"The bytes of content_from {Quote(contentFrom)} "
            + (store is null
                ? "cannot be had: no content store is set up."
                : "were not pinned by the dry run."));
    }
}
