using System.Collections.Immutable;
using Argo.Artifacts.Receipts;

namespace Argo.Hosting.Adapters;

/// <summary>
/// Which keys count. Those that open something are this host's key in use and the keys of other hosts that a
/// person put into <c>trusted-keys/</c>; earlier keys of this host only prove what was done with them.
/// </summary>
/// <remarks>Keys are files of the data directory. Nothing in the database makes one count.</remarks>
internal sealed class HostKeyring(HostKey host, string dataDirectory)
{
    private readonly PublicKeyFiles _trusted = TrustedFiles(dataDirectory);

    /// <summary>Where the keys of other hosts are.</summary>
    public static PublicKeyFiles TrustedFiles(string dataDirectory) =>
        new(DataDirectoryFiles.TrustedKeys(dataDirectory));

    /// <summary>The keys whose signature opens something.</summary>
    public ImmutableArray<PublicKey> Opening() =>
        host.FindCurrent() is { } current ? [current, .. Trusted()] : Trusted();

    /// <summary>The keys whose signature proves what was done: earlier ones of this host too.</summary>
    public ImmutableArray<PublicKey> Proving() => [.. host.Known(), .. Trusted()];

    /// <summary>The keys of other hosts that a person trusts here.</summary>
    public ImmutableArray<PublicKey> Trusted()
    {
        var own = host.Known().Select(key => key.KeyId).ToHashSet(StringComparer.Ordinal);
        return [.. _trusted.List().Where(key => !own.Contains(key.KeyId))]; // an earlier key stays retired
    }

    /// <summary>The keys of this host that are out of use.</summary>
    public IEnumerable<PublicKey> Retired()
    {
        var current = host.FindCurrent()?.KeyId;
        return host.Known().Where(key => key.KeyId != current);
    }

    /// <summary>Lets reports and approvals of another host count here.</summary>
    /// <exception cref="ArgoException">It is a key of this host, or cannot be written.</exception>
    public void Trust(PublicKey key)
    {
        if (key.KeyId == host.FindCurrent()?.KeyId)
            throw Refused($"{key.KeyId} is this host's own key in use; it counts anyway.");
        if (Retired().Any(old => old.KeyId == key.KeyId))
            throw Refused($"{key.KeyId} is an earlier key of this host, which may be in other hands: it "
                + "cannot count again.");
        Write(() => _trusted.Keep(key));
    }

    /// <summary>Takes the trust back; what was signed with the key opens nothing any more.</summary>
    /// <exception cref="ArgoException">It cannot be removed.</exception>
    public void Distrust(PublicKey key) => Write(() => _trusted.Remove(key.KeyId));

    private static void Write(Action change)
    {
        try
        {
            change();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"The trusted keys cannot be changed: {error.Message} Give this user write access there.",
                error);
        }
    }

    private static ArgoException Refused(string why) => new(ArgoFault.InvalidInput, $"key: {why}");
}
