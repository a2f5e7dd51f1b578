using System.Collections.Immutable;
using System.Security.Cryptography;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Reports;

namespace Argo.Hosting.Adapters;

/// <summary>
/// The host's ECDSA P-256 key: made at first use, readable by its owner only, replaced by another when asked.
/// What an earlier one has signed still verifies, but opens nothing any more: it may be in other hands.
/// </summary>
internal sealed class HostKey(string dataDirectory) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HostKeyFiles _files = new(dataDirectory);
    private ECDsa? _key;
    private (DateTime, DateTime) _stamp;
    private bool _isPrivate;

    /// <summary>The public half of the key in use; none is made.</summary>
    /// <exception cref="ArgoException">There is none yet, or it cannot be read.</exception>
    public PublicKey NeedCurrent()
    {
        lock (_gate)
        {
            return Path.Exists(_files.PrivatePath)
                ? PublicKey.Of(Key())
                : throw new ArgoException(
                    ArgoFault.NotFound,
                    $"This host has no key yet ({_files.PrivatePath} is not there), so nothing is signed by "
                    + "it. Running a plan makes one.");
        }
    }

    public ApprovalArtifact Sign(ApprovalArtifact approval) =>
        Sign(key => ApprovalSignature.Sign(approval, key));

    public DryRunExecutionReport Sign(DryRunExecutionReport report) =>
        Sign(key => ReportSignature.Sign(report, key));

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
            RequirePrivate();
            var kept = _files.Known();
            return _files.WhyUnusable() is null // whoever verifies needs public halves only
                && FindCurrent() is { } current // an older Argo kept no public halves
                    ? [current, .. kept.Where(key => key.KeyId != current.KeyId)]
                    : kept;
        }
    }

    /// <summary>The public half of the key in use; null when there is none, and none is made.</summary>
    public PublicKey? FindCurrent()
    {
        lock (_gate)
            return Path.Exists(_files.PrivatePath) ? PublicKey.Of(Key()) : null;
    }

    /// <summary>Puts a new key in the place of the one in use.</summary>
    public PublicKey Rotate()
    {
        lock (_gate)
        {
            RequirePrivate();
            _files.Replace();
            return PublicKey.Of(Key());
        }
    }

    public void Dispose() => _key?.Dispose();

    /// <summary>A key that others could have put there is nobody's.</summary>
    private void RequirePrivate()
    {
        if (!_isPrivate)
            DataDirectoryRules.Require(dataDirectory);
        _isPrivate = true;
    }

    private ECDsa Key()
    {
        RequirePrivate();
        if (_key is not null && _stamp == _files.Stamp())
            return _key;
        _key?.Dispose();
        _key = null;
        _key = _files.LoadOrMake();
        _stamp = _files.Stamp();
        return _key;
    }
}
