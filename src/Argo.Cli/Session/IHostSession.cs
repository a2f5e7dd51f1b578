using Argo.Hosting;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Session;

/// <summary>
/// The way into Argo: the archive alone for commands that read, a whole host for those that act.
/// </summary>
internal interface IHostSession : IAsyncDisposable
{
    /// <summary>Whether the store is there; makes nothing.</summary>
    /// <exception cref="ArgoException">The settings are wrong, or a server cannot be reached.</exception>
    bool HasStore();

    /// <summary>Refuses where there is no store: a command that reads must not make one.</summary>
    /// <exception cref="ArgoException">There is none, or it cannot be reached.</exception>
    void RequireStore();

    /// <summary>The archive of a store that is there, without starting anything.</summary>
    /// <exception cref="ArgoException">There is no store, or it cannot be opened.</exception>
    ValueTask<IArgoArchive> OpenArchiveAsync(CancellationToken cancellation);

    /// <summary>The lockdown, without starting anything.</summary>
    /// <exception cref="ArgoException">The store cannot be opened.</exception>
    ValueTask<IArgoSecurity> OpenSecurityAsync(CancellationToken cancellation);

    /// <summary>What lies in workspaces themselves; the store is asked where there is one.</summary>
    IArgoStages OpenStages();

    /// <summary>The names of workspaces; the store is opened when a call needs it.</summary>
    IArgoWorkspaces OpenWorkspaces();

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
    /// <param name="recovers">Whether it recovers; else it only carries out what it is told.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException">It cannot be started.</exception>
    ValueTask<IArgo> StartHostAsync(bool recovers, CancellationToken cancellation);
}
