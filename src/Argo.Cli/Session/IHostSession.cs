using Argo.Hosting;

namespace Argo.Cli.Session;

/// <summary>The way into Argo: its services for every command, a running host for those that act.</summary>
internal interface IHostSession : IAsyncDisposable
{
    /// <summary>
    /// One of Argo's services. Nothing is started; the store is opened, and made, by the calls that need it.
    /// </summary>
    /// <exception cref="ArgoException">The settings are wrong, or the store cannot be opened.</exception>
    T Open<T>()
        where T : notnull;

    /// <summary>
    /// A running host, which recovers what dead processes left; disposing the session stops it safely.
    /// </summary>
    /// <param name="recovers">Whether it recovers; else it only carries out what it is told.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException">It cannot be started.</exception>
    Task<IArgo> StartAsync(bool recovers, CancellationToken cancellation);
}
