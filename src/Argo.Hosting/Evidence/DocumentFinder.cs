using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>Finds documents by the beginning of their ids.</summary>
internal static class DocumentFinder
{
    /// <summary>
    /// The newest document of the only id that begins so; null when there is none. Records and receipts have
    /// the ids of their executions, and are not found.
    /// </summary>
    /// <exception cref="ArgoException">Several ids begin so.</exception>
    public static async Task<StoredArtifact?> BeginningWithAsync(ArgoStore store, string prefix)
    {
        var ids = await store.Artifacts.BeginningWithAsync(prefix).ConfigureAwait(false);
        return ids switch
        {
            [] => null,
            [var (kind, id)] => await store.Artifacts.FindAsync(kind, id).ConfigureAwait(false),
            [var first, var second, ..] => throw new ArgoException(
                ArgoFault.InvalidInput,
                $"id: '{prefix}' begins several ids: {first.ArtifactId}, {second.ArtifactId}"
                + $"{(ids.Count > 2 ? " and others" : "")}. Give more letters."),
        };
    }
}
