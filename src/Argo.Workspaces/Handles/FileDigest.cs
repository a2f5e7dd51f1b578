using System.Security.Cryptography;

namespace Argo.Workspaces.Handles;

/// <summary>SHA-256 of a file's bytes, as artifacts write it: lower-case hex.</summary>
internal static class FileDigest
{
    /// <summary>Reads the stream to its end.</summary>
    public static string Of(Stream bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
