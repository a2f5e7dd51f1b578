using System.Collections.Immutable;

namespace Argo.Hosting;

/// <summary>Looks into a workspace itself, not only into the store.</summary>
public interface IArgoStages
{
    /// <summary>
    /// What lies in a workspace's <c>.argo/x</c> and belongs to no execution of this store: its store was
    /// deleted or restored, or it is in another data directory. Where there is no store, everything does.
    /// Nothing is made, and none of it is ever touched.
    /// </summary>
    /// <param name="workspaceRoot">The workspace's root, absolute.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>None where the workspace cannot be read: whoever goes on to use it says why.</returns>
    Task<ImmutableArray<UnknownStage>> FindUnknownAsync(
        string workspaceRoot, CancellationToken cancellation = default);
}
