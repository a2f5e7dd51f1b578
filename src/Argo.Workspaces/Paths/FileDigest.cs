using System.Buffers;
using System.Security.Cryptography;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Paths;

/// <summary>SHA-256 of a file's bytes, as artifacts write it: lower-case hex.</summary>
internal static class FileDigest
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Reads the stream to its end.</summary>
    public static string Of(Stream bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Reads what a reference refers to, which is a regular file of this length.</summary>
    /// <exception cref="WorkspaceException">It cannot be read, or has another length by now.</exception>
    public static string Of(IKernel kernel, SafeFileHandle reference, long length, string path)
    {
        kernel.Reopen(reference, OpenFor.Read, out var file).OrThrow("read", path);
        using (file)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
            try
            {
                if (Append(kernel, file, hash, buffer, length, path) == length)
                    return Convert.ToHexStringLower(hash.GetHashAndReset());
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        throw new WorkspaceException(
            WorkspaceFault.Conflict,
            $"'{path}' changed while it was read. Stop what writes to it and try again.", path);
    }

    // Stops past the length: a file that grows faster than it is read would never end.
    private static long Append(
        IKernel kernel, SafeFileHandle file, IncrementalHash hash, byte[] buffer, long length, string path)
    {
        long total = 0;
        while (total <= length)
        {
            kernel.Read(file, buffer, total, out var count).OrThrow("read", path);
            if (count == 0)
                break;
            hash.AppendData(buffer, 0, count);
            total += count;
        }
        return total;
    }
}
