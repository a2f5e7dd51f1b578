using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Argo.Artifacts.Receipts;

namespace Argo.Hosting.Adapters;

/// <summary>
/// The host's key on disk: <c>host-key.pem</c> is the private one in use, <c>host-keys/ID.pem</c> the public
/// half of each that ever was. The public half is there before its key can sign anything.
/// </summary>
internal sealed class HostKeyFiles(string dataDirectory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly PublicKeyFiles _public = new(DataDirectoryFiles.PublicKeys(dataDirectory));

    public string PrivatePath { get; } = DataDirectoryFiles.Key(dataDirectory);

    /// <summary>Changes whenever another process has put another key in its place.</summary>
    public (DateTime Written, DateTime Made) Stamp() =>
        (File.GetLastWriteTimeUtc(PrivatePath), File.GetCreationTimeUtc(PrivatePath));

    /// <summary>The key in use, made when there is none.</summary>
    /// <exception cref="ArgoException">It cannot be read or made; the message says what to do.</exception>
    public ECDsa LoadOrMake() => Explained(() =>
    {
        if (!Path.Exists(PrivatePath))
            Make(replace: false);
        return Load();
    });

    /// <summary>Why the key in use cannot be used; null when it can, or when there is none yet.</summary>
    public string? WhyUnusable()
    {
        try
        {
            if (!Path.Exists(PrivatePath))
                return null;
            Load().Dispose();
            return null;
        }
        catch (Exception unusable)
            when (unusable is ArgoException or IOException or UnauthorizedAccessException)
        {
            return unusable.Message;
        }
    }

    /// <summary>
    /// A new key in the place of the one in use, whose public half stays. One that cannot be used is set
    /// aside: its bytes may still help whoever restores it.
    /// </summary>
    /// <exception cref="ArgoException">It cannot be replaced; the message says what to do.</exception>
    public void Replace() => Explained(() =>
    {
        if (WhyUnusable() is not null)
        {
            Directory.Move(PrivatePath, $"{PrivatePath}.unusable-{Guid.NewGuid():N}"); // renames files too
        }
        else if (Path.Exists(PrivatePath))
        {
            using var old = Load();
            _public.Keep(PublicKey.Of(old));
        }

        Make(replace: true);
        return true;
    });

    /// <summary>The public halves of all keys that ever were; what is damaged is left out.</summary>
    public ImmutableArray<PublicKey> Known() => _public.List();

    private T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"The host's key {PrivatePath} cannot be read or made ({refused.Message.TrimEnd('.')}); "
                + "give this user access to it, and room on its disk.",
                refused);
        }
    }

    /// <summary>A key that can only verify, or is on another curve, would fail at its first use.</summary>
    private ECDsa Load()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Encoding.UTF8.GetString(SmallFile.Read(PrivatePath)));
            _ = PublicKey.Of(key);
            _ = key.ExportECPrivateKey();
            return key;
        }
        catch (Exception damaged) when (damaged is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"The host's key {PrivatePath} is damaged: restore it, or move it away "
                + "(approvals signed with it will not hold).",
                damaged);
        }
    }

    /// <summary>
    /// Two processes may come here at once: one of the two keys wins, and both then read that one.
    /// </summary>
    private void Make(bool replace)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _public.Keep(PublicKey.Of(key));
        try
        {
            AtomicFile.Write(
                PrivatePath, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()), replace);
        }
        catch (IOException) when (!replace && File.Exists(PrivatePath))
        {
            _public.Remove(PublicKey.IdOf(key)); // another process was quicker
        }
    }
}
