namespace Argo.Hosting;

/// <summary>
/// Whether the settings' store is there. The services that use a store make one where there is none; whoever
/// only wants to read asks here first.
/// </summary>
public interface IArgoStorePresence
{
    /// <summary>Looks; makes nothing.</summary>
    /// <exception cref="ArgoException">The settings are wrong, or a server cannot be reached.</exception>
    bool Exists();

    /// <summary>Refuses where there is none, and says where it was looked for.</summary>
    /// <exception cref="ArgoException">There is none, or it cannot be reached.</exception>
    void Require();
}
