using Argo.Actors.Observation;
using Argo.Artifacts.Security;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Security;

/// <summary>
/// The monitor that Argo runs with: the worst of what the host's own monitor, the lockdown in the store and
/// the security file say.
/// </summary>
/// <remarks>It asks all three each time, so a lockdown holds from the moment its command has
/// returned.</remarks>
internal sealed class CompositeSecurityMonitor(ISecurityMonitor? host, LockdownSignal signal, string? file)
    : ISecurityMonitor
{
    /// <inheritdoc/>
    public SecurityReading Read() => Look().Reading;

    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="ArgoException">The security file cannot be understood.</exception>
    public SecurityNotice Look() => OfHost()
        .And(OfSignal(signal.GetAsync().GetAwaiter().GetResult())) // runs on another thread than the caller's
        .And(file is null ? SecurityNotice.Nothing : SecurityFile.Read(file));

    private SecurityNotice OfHost() => host is null
        ? SecurityNotice.Nothing
        : new SecurityNotice(host.Read(), "the host's security monitor says so");

    public static SecurityNotice OfSignal(LockdownEntry? entry) => entry is null
        ? SecurityNotice.Nothing
        : new SecurityNotice(
            new SecurityReading(entry.State, BoundaryState.Unknown), $"{entry.Reason} (set by {entry.By})");
}
