using System.Collections.Immutable;

namespace Argo.Hosting;

/// <summary>The names of workspaces. A directory has one only because a person gave it.</summary>
public interface IArgoWorkspaces
{
    /// <summary>Gives a directory a name; the same again is fine.</summary>
    /// <param name="name">The name: no path, no control characters.</param>
    /// <param name="directory">The directory; links on the way are resolved.</param>
    /// <param name="by">Who gives it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException">
    /// It is no name, no directory, or the name stands for another one.
    /// </exception>
    Task<WorkspaceRef> AddAsync(
        string name, string directory, string by, CancellationToken cancellation = default);

    /// <summary>Every name, by name: those of the settings, and those that were registered.</summary>
    Task<ImmutableArray<NamedWorkspace>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Takes a name back; the directory, and what was done in it, stay.</summary>
    /// <exception cref="ArgoException">Nobody registered that name.</exception>
    Task RemoveAsync(string name, CancellationToken cancellation = default);
}
