namespace Argo.Hosting.Joining;

/// <summary>Looks for the store without making it.</summary>
internal sealed class StorePresence(ArgoOptions options) : IArgoStorePresence
{
    public bool Exists() => StoreDoor.Exists(options);

    public void Require()
    {
        if (!Exists())
            throw new ArgoException(
                ArgoFault.NoStore,
                $"There is no store in {StoreDoor.PlaceOf(options)}, and none was made. Name the data "
                + "directory that you mean with --data or ARGO_DATA; the first plan makes a store.");
    }
}
