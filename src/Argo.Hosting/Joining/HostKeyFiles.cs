using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Argo.Artifacts;

namespace Argo.Hosting.Joining;

/// <summary>
/// The host's key on disk: <c>host-key.pem</c> is the private one in use, <c>host-keys/ID.pem</c> the public
/// half of each that ever was. The public half is there before its key can sign anything.
/// </summary>
internal sealed class HostKeyFiles(string dataDirectory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly PublicKeyFiles _public = new(Path.Combine(dataDirectory, "host-keys"));

    public string PrivatePath { get; } = Path.Combine(dataDirectory, "host-key.pem");

    /// <summary>Changes whenever another process has put another key in its place.</summary>
    public (DateTime Written, DateTime Made) Stamp() =>
        (File.GetLastWriteTimeUtc(PrivatePath), File.GetCreationTimeUtc(PrivatePath));

    /// <summary>The key in use, made when there is none.</summary>
    /// <exception cref="ArgoException">It cannot be read or made; the message says what to do.</exception>
    public ECDsa LoadOrMake()
    {
        try
        {
            if (!File.Exists(PrivatePath))
                Make(replace: false);
            return Load();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"The host's key {PrivatePath} cannot be read or made ({refused.Message}); "
                + "give this user access to it.",
                refused);
        }
    }

    /// <summary>A new key in the place of the one in use, whose public half stays.</summary>
    public void Replace()
    {
        if (File.Exists(PrivatePath))
        {
            using var old = Load();
            _public.Keep(PublicKey.Of(old));
        }

        Make(replace: true);
    }

    /// <summary>The public halves of all keys that ever were; what is damaged is left out.</summary>
    public ImmutableArray<PublicKey> Known() => _public.List();

    private ECDsa Load()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(PrivatePath));
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
