using Argo.Workspaces.Contents;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>One object of the virtual tree.</summary>
internal abstract record OverlayNode
{
    /// <summary>An object of the disk with all below it, as it is, wherever the plan has moved it.</summary>
    /// <param name="Path">Where it is on the disk.</param>
    /// <param name="Mode">A file's permission bits by a chmod of the plan; null for the disk's own.</param>
    internal sealed record Real(string Path, int? Mode = null) : OverlayNode;

    /// <summary>A file that the plan writes.</summary>
    internal sealed record File(IContent Content, int Mode, Ownership Owner) : OverlayNode;

    /// <summary>A directory that the plan makes, or in which it changes names.</summary>
    /// <param name="Origin">
    /// The directory of the disk that shows through; null for one that the plan makes.
    /// </param>
    /// <param name="Mode">Permission bits given by the plan; null for those of the origin.</param>
    /// <param name="Owner">Whose it is; null for those of the origin.</param>
    internal sealed record Directory(string? Origin, int? Mode = null, Ownership? Owner = null) : OverlayNode
    {
        /// <summary>The names that the plan has changed; null for one that is gone.</summary>
        public SortedDictionary<string, OverlayNode?> Names { get; init; } = new(StringComparer.Ordinal);
    }
}
