using System.Buffers;
using System.Security.Cryptography;
using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>Takes the digest of files on the disk, and knows when one need not be read again.</summary>
internal sealed class FileDigests(
    IRealTree disk, IDigestCache cache, TimeProvider time, CancellationToken cancellation)
{
    private const int Attempts = 3;

    /// <summary>The digest of a file, and the stat that belongs to it.</summary>
    /// <exception cref="WorkspaceException">It may not be read, or changes while it is read.</exception>
    public (EntryStat Stat, string Sha256) Of(string path, EntryStat seen)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Known(seen) is { } known)
                return (seen, known);
            var recent = IsRecent(seen);
            var digest = Read(path, () => disk.OpenRead(path), seen.Identity.Size);
            var after = disk.Stat(path);
            if (digest is not null && IsSame(after, seen))
                return (seen, Remember(seen, digest, recent));
            seen = after is { Kind: EntryKind.File } ? after : throw Changing(path);
        }
        throw Changing(path);
    }

    /// <summary>The digest of a file below a directory, by the bytes of its path.</summary>
    /// <exception cref="WorkspaceException">It may not be read, or changes while it is read.</exception>
    public string Of(string directory, TreeEntry entry)
    {
        if (Known(entry.Stat) is { } known)
            return known;
        var recent = IsRecent(entry.Stat);
        var path = $"{directory}/{PathBytes.Text(entry.Path.Span)}";
        var digest = Read(path, () => disk.OpenRead(directory, entry.Path), entry.Stat.Identity.Size)
            ?? throw Changing(path);
        return Remember(entry.Stat, digest, recent);
    }

    // But for the atime, which reading moves.
    private static bool IsSame(EntryStat? after, EntryStat seen) =>
        after?.Kind == seen.Kind && after.Mode == seen.Mode && after.Identity == seen.Identity;

    private string? Known(EntryStat stat) => cache.Find(stat.Identity);

    private bool IsRecent(EntryStat stat) => ClockGranularity.MayHide(stat.Identity, time.GetUtcNow());

    private string Remember(EntryStat stat, string digest, bool recent)
    {
        if (!recent)
            cache.Put(stat.Identity, digest);
        return digest;
    }

    private string? Read(string path, Func<Stream> open, long length)
    {
        using var stream = open();
        try
        {
            return Hash(stream, length);
        }
        catch (IOException failed)
        {
            throw new WorkspaceException(
                WorkspaceFault.Io, $"{Quote(path)} cannot be read: {failed.Message}", path, failed);
        }
    }

    private string? Hash(Stream stream, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            long total = 0;
            for (int count; total <= length && (count = stream.Read(buffer)) > 0; total += count)
            {
                cancellation.ThrowIfCancellationRequested();
                disk.Cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, count);
            }
            return total == length ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static WorkspaceException Changing(string path) => new(
        WorkspaceFault.Conflict,
        $"{Quote(path)} changes while it is read; try again when it is at rest.",
        path);
}
