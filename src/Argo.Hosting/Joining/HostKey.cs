using System.Security.Cryptography;
using Argo.Actors.Ports;
using Argo.Artifacts;

namespace Argo.Hosting.Joining;

/// <summary>The host's ECDSA P-256 key: made at first use, readable by its owner only.</summary>
internal sealed class HostKey : IApprovalAuthority, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lazy<ECDsa> _key;

    public HostKey(string dataDirectory) =>
        _key = new Lazy<ECDsa>(() => LoadOrMake(Path.Combine(dataDirectory, "host-key.pem")));

    public ApprovalArtifact Sign(ApprovalArtifact approval)
    {
        lock (_key)
            return ApprovalSignature.Sign(approval, _key.Value);
    }

    public bool IsSignedByHost(ApprovalArtifact approval)
    {
        lock (_key)
            return ApprovalSignature.Verify(approval, _key.Value);
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
            _key.Value.Dispose();
    }

    private static ECDsa LoadOrMake(string path)
    {
        if (!File.Exists(path))
            Make(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception damaged) when (damaged is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"The host's key {path} is damaged: restore it, or move it away (approvals signed with it will not hold).",
                damaged);
        }
    }

    /// <summary>Two processes may come here at once: the first link wins, and both then read the same key.</summary>
    private static void Make(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(fresh, options))
        {
            writer.Write(key.ExportPkcs8PrivateKeyPem());
            writer.Flush();
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh); // another process was quicker
        }
    }
}
