using Argo.Hosting;

namespace Argo.Cli.Door;

/// <summary>
/// The way into Argo: the archive alone for commands that read, a whole host for those that act.
/// </summary>
internal interface IDoor : IAsyncDisposable
{
    /// <summary>The archive, without starting anything.</summary>
    /// <exception cref="ArgoException">The store cannot be opened.</exception>
    ValueTask<IArgoArchive> OpenArchiveAsync(CancellationToken cancellation);

    /// <summary>The lockdown, without starting anything.</summary>
    /// <exception cref="ArgoException">The store cannot be opened.</exception>
    ValueTask<IArgoSecurity> OpenSecurityAsync(CancellationToken cancellation);

    /// <summary>The doctor, without opening the store or starting anything.</summary>
    IArgoDoctor OpenDoctor();

    /// <summary>The evidence; the store is opened when a call needs it, and nothing is started.</summary>
    IArgoEvidence OpenEvidence();

    /// <summary>
    /// What needs no actors: simulating, approving, cancelling through the store. Nothing is recovered by it.
    /// </summary>
    /// <exception cref="ArgoException">The store cannot be opened.</exception>
    ValueTask<IArgo> OpenClientAsync(CancellationToken cancellation);

    /// <summary>
    /// A running host, which recovers what dead processes left; disposing the door stops it safely.
    /// </summary>
    /// <exception cref="ArgoException">It cannot be started.</exception>
    ValueTask<IArgo> StartHostAsync(CancellationToken cancellation);
}
