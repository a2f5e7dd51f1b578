namespace Argo.Hosting.Adapters;

/// <summary>Looks for the store without making it.</summary>
internal sealed class StorePresence(ArgoOptions options) : IArgoStorePresence
{
    public bool Exists() => StoreFactory.Exists(options);

    public void Require()
    {
        if (!Exists())
            throw new ArgoException(
                ArgoFault.NoStore,
                $"There is no store in {StoreFactory.PlaceOf(options)}, and none was made. Name the data "
                + "directory that you mean with --data or ARGO_DATA; the first plan makes a store.");
    }
}
