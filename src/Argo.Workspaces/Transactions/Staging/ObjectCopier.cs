using System.Buffers;
using System.Security.Cryptography;
using Argo.Artifacts.Files;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>Fills new files: with the bytes of a step, or as a second copy of a file that is there.</summary>
/// <param name="kernel">The system calls.</param>
/// <param name="tree">Says when a long copy is to be given up; null where none is.</param>
internal sealed class ObjectCopier(IKernel kernel, IRealTree? tree = null)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Writes a step's bytes, and makes sure that they are those that were simulated.</summary>
    /// <exception cref="WorkspaceException">They are others, or the disk refuses.</exception>
    public void Write(IContent content, SafeFileHandle file, string path)
    {
        using var bytes = content.OpenRead();
        var (length, digest) = Pump(bytes.Read, file, path);
        if (length == content.Length && digest == content.Sha256)
            return;
        throw new WorkspaceException(
            WorkspaceFault.Conflict,
            $"The bytes for '{path}' are not those of the dry run: {length} bytes with SHA-256 {digest} "
            + $"instead of {content.Length} with {content.Sha256}. Make a new dry run.",
            path);
    }

    /// <summary>Writes bytes of Argo's own.</summary>
    /// <exception cref="WorkspaceException">The disk refuses.</exception>
    public void Write(ReadOnlySpan<byte> bytes, SafeFileHandle file, string path) =>
        WriteAll(file, bytes, offset: 0, path);

    /// <summary>Copies a file's bytes; shares the blocks where the file system can.</summary>
    public void Copy(SafeFileHandle from, SafeFileHandle to, string path)
    {
        if (kernel.Clone(from, to) is Errno.Ok)
            return;
        long offset = 0;
        Pump(Next, to, path);

        int Next(Span<byte> buffer)
        {
            kernel.Read(from, buffer, offset, out var count).OrThrow("read", path);
            offset += count;
            return count;
        }
    }

    private (long Length, string Digest) Pump(Reader read, SafeFileHandle file, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long length = 0;
            for (int count; (count = read(buffer)) > 0; length += count)
            {
                tree?.Cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, count);
                WriteAll(file, buffer.AsSpan(0, count), length, path);
            }
            return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void WriteAll(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, string path)
    {
        while (!bytes.IsEmpty)
        {
            kernel.Write(file, bytes, offset, out var count).OrThrow("stage the new content of", path);
            if (count == 0)
                throw Errno.NoSpace.ToException("stage the new content of", path);
            bytes = bytes[count..];
            offset += count;
        }
    }

    private delegate int Reader(Span<byte> buffer);
}
