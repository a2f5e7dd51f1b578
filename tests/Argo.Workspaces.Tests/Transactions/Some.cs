using System.Security.Cryptography;
using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>Values for tests.</summary>
internal static class Some
{
    public static IContent Text(string text) => new Bytes(Encoding.UTF8.GetBytes(text));

    public static Change Put(string path, string text, int? mode = null) =>
        new Change.PutFile(path, Text(text), mode);

    public static Change Make(string path, int? mode = null) => new Change.MakeDirectory(path, mode);

    public static Change Remove(string path, EntryKind kind = EntryKind.File) =>
        new Change.Remove(path, kind);

    public static Change Move(string from, string to) => new Change.Rename(from, to);

    public static Change Mode(string path, int mode) => new Change.SetMode(path, mode);

    /// <summary>Bytes whose digest is not theirs: the file behind them changed after the dry run.</summary>
    public static Change PutChanged(string path) =>
        new Change.PutFile(path, new Bytes([1, 2, 3]) { Sha256 = new string('0', 64) }, null);

    private sealed class Bytes(byte[] bytes) : IContent
    {
        public long Length => bytes.Length;
        public string Sha256 { get; init; } = Convert.ToHexStringLower(SHA256.HashData(bytes));
        public Stream OpenRead() => new MemoryStream(bytes, writable: false);
    }
}
