using System.Collections.Immutable;
using System.Security.Cryptography;
using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Contents;

/// <summary>At dry run: reads a file beside the plan once, and pins its bytes in the content store.</summary>
/// <remarks>
/// Confined to the plan's directory: who writes a plan must not read other files of the host by it.
/// </remarks>
internal sealed class PinningContents(
    string? planDirectory, SimulatorOptions options) : IContentSource
{
    private readonly SortedDictionary<string, string> _pinned = new(StringComparer.Ordinal);

    /// <summary>What was pinned, by path as the plan has it.</summary>
    public ImmutableSortedDictionary<string, string> Pinned =>
        _pinned.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IContent Open(string contentFrom)
    {
        if (planDirectory is null || options.Contents is not { } store)
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
        new ReservedPlaces(beside, options.ReservedDirectories).NeedOutside(contentFrom);
        var stat = beside.Stat(contentFrom);
        if (stat is not { Kind: EntryKind.File })
            throw Refused(
                contentFrom,
                $"beside the plan there is {StepWording.Of(Fingerprints.Of(stat, null))} of that name");
        var largest = options.Limits.ContentBytes;
        if (stat.Identity.Size > largest)
            throw Refused(contentFrom, $"it has {Bytes(stat.Identity.Size)}; a step may write {largest}");
        // looked at first, so that not even for a moment the store holds what was once secret
        using (var looked = beside.OpenRead(contentFrom))
            NeedNoSecret(contentFrom, Convert.ToHexStringLower(SHA256.HashData(looked)));
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

    private void NeedNoSecret(string contentFrom, string sha256)
    {
        if (options.Secrets.Contains(sha256))
            throw Refused(
                contentFrom,
                "its bytes were given as a secret, and the bytes of content_from are kept in the data "
                + "directory; use the action copy, or content with {\"secret\": \"...\"}");
    }

    private static WorkspaceException Refused(string contentFrom, string why) =>
        new(
            WorkspaceFault.Refused,
            $"content_from {Quote(contentFrom)} cannot be taken: {why}.",
            contentFrom);
}
