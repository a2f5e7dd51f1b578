using System.Collections.Immutable;
using System.Text;
using Argo.Artifacts.Receipts;

namespace Argo.Hosting.Adapters;

/// <summary>A directory of public keys, each as <c>KEY_ID.pem</c>; only its owner may use it.</summary>
internal sealed class PublicKeyFiles(string directory)
{
    /// <summary>The keys, in the order of their ids; what is no key, or not the one it is called, is left
    /// out.</summary>
    public ImmutableArray<PublicKey> List() => [.. Files().Select(TryRead).OfType<PublicKey>()];

    /// <summary>The files that are no key, or not the one that their name says.</summary>
    public ImmutableArray<string> ListDamaged() => [.. Files().Where(path => TryRead(path) is null)];

    public void Keep(PublicKey key)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(
                directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (TryRead(PathOf(key.KeyId)) is null)
            AtomicFile.Write(PathOf(key.KeyId), Encoding.ASCII.GetBytes(key.Pem), overwrite: true);
    }

    public void Remove(string keyId) => File.Delete(PathOf(keyId));

    private IEnumerable<string> Files() => Directory.Exists(directory)
        ? Directory.EnumerateFiles(directory, "*.pem").Order(StringComparer.Ordinal)
        : [];

    private string PathOf(string keyId) => Path.Combine(directory, $"{keyId}.pem");

    private static PublicKey? TryRead(string path)
    {
        try
        {
            var key = PublicKey.Read(Encoding.UTF8.GetString(SmallFile.Read(path)));
            return key.KeyId == Path.GetFileNameWithoutExtension(path) ? key : null;
        }
        catch (Exception unreadable) when (
            unreadable is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
