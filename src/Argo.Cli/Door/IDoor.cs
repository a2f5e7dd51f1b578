using Argo.Hosting;

namespace Argo.Cli.Door;

/// <summary>The way into Argo: the archive alone for commands that read, a whole host for those that act.</summary>
internal interface IDoor : IAsyncDisposable
{
    /// <summary>The archive, without starting anything.</summary>
    /// <exception cref="ArgoException">The store cannot be opened.</exception>
    ValueTask<IArgoArchive> OpenArchiveAsync(CancellationToken cancellation);

    /// <summary>A running host; disposing the door stops it safely.</summary>
    /// <exception cref="ArgoException">It cannot be started.</exception>
    ValueTask<IArgo> StartHostAsync(CancellationToken cancellation);
}
