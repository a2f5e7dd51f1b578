using System.Collections.Immutable;
using System.Security.Cryptography;
using Argo.Actors.Ports;
using Argo.Artifacts;

namespace Argo.Hosting.Joining;

/// <summary>
/// The host's ECDSA P-256 key: made at first use, readable by its owner only, replaced by another when asked.
/// What an earlier one has signed still verifies, but approves nothing any more: it may be in other hands.
/// </summary>
internal sealed class HostKey(string dataDirectory) : IApprovalAuthority, IDisposable
{
    private readonly Lock _gate = new();
    private readonly HostKeyFiles _files = new(dataDirectory);
    private ECDsa? _key;
    private (DateTime, DateTime) _stamp;

    /// <summary>The public half of the key in use, which is made when there is none.</summary>
    public PublicKey Current => Sign(PublicKey.Of);

    public ApprovalArtifact Sign(ApprovalArtifact approval) =>
        Sign(key => ApprovalSignature.Sign(approval, key));

    /// <summary>Signs something with the key in use.</summary>
    public T Sign<T>(Func<ECDsa, T> sign)
    {
        lock (_gate)
            return sign(Key());
    }

    /// <summary>The public halves of every key that this host has had; none is made.</summary>
    public ImmutableArray<PublicKey> Known()
    {
        lock (_gate)
        {
            var kept = _files.Known();
            if (!Path.Exists(_files.PrivatePath) || _files.WhyUnusable() is not null)
                return kept; // whoever verifies needs public halves only
            var current = PublicKey.Of(Key()); // an older Argo kept no public halves
            return [current, .. kept.Where(key => key.KeyId != current.KeyId)];
        }
    }

    public bool IsSignedByHost(ApprovalArtifact approval)
    {
        lock (_gate)
            return Path.Exists(_files.PrivatePath) && PublicKey.Of(Key()).HasSigned(approval);
    }

    /// <summary>Puts a new key in the place of the one in use.</summary>
    public PublicKey Rotate()
    {
        lock (_gate)
        {
            _files.Replace();
            return PublicKey.Of(Key());
        }
    }

    public void Dispose() => _key?.Dispose();

    private ECDsa Key()
    {
        if (_key is not null && _stamp == _files.Stamp())
            return _key;
        _key?.Dispose();
        _key = null;
        _key = _files.LoadOrMake();
        _stamp = _files.Stamp();
        return _key;
    }
}
