using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Contents;

/// <summary>At dry run: reads a file beside the plan once, and pins its bytes in the content store.</summary>
/// <remarks>
/// Confined to the plan's directory: who writes a plan must not read other files of the host by it.
/// </remarks>
internal sealed class PinningContents(string? planDirectory, ContentStore? store, long largest)
    : IContentSource
{
    private readonly SortedDictionary<string, string> _pinned = new(StringComparer.Ordinal);

    /// <summary>What was pinned, by path as the plan has it.</summary>
    public ImmutableSortedDictionary<string, string> Pinned =>
        _pinned.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IContent Open(string contentFrom)
    {
        if (planDirectory is null || store is null)
        {
            throw Refused(contentFrom, planDirectory is null
                ? "the plan did not come from a file, so there is no directory that content_from is relative "
                    + "to; use content or content_base64"
                : "no content store is set up to keep its bytes");
        }
        if (!_pinned.TryGetValue(contentFrom, out var sha256))
            _pinned[contentFrom] = sha256 = Pin(contentFrom, planDirectory, store);
        return new StoredContent(store, sha256);
    }

    private string Pin(string contentFrom, string directory, ContentStore into)
    {
        using var beside = ConfinedRoot.Open(Path.GetFullPath(directory));
        var stat = beside.Stat(contentFrom);
        if (stat is not { Kind: EntryKind.File })
            throw Refused(
                contentFrom,
                $"beside the plan there is {StepWording.Of(Fingerprints.Of(stat, null))} of that name");
        if (stat.Identity.Size > largest)
            throw Refused(contentFrom, $"it has {Bytes(stat.Identity.Size)}; a step may write {largest}");
        using var bytes = beside.OpenRead(contentFrom);
        try
        {
            return into.Put(bytes);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                WorkspaceFault.Io,
                $"content_from {Quote(contentFrom)}: its bytes cannot be kept in the data directory "
                + $"({refused.Message.TrimEnd('.')}); give this user write access and room there.",
                contentFrom,
                refused);
        }
    }

    private static WorkspaceException Refused(string contentFrom, string why) =>
        new(
            WorkspaceFault.Refused,
            $"content_from {Quote(contentFrom)} cannot be taken: {why}.",
            contentFrom);
}
