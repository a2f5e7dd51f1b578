using Argo.Artifacts.Files;
using Argo.Workspaces.Contents;

namespace Argo.Workspaces.Interpretation;

/// <summary>
/// One primitive change that a step makes; in the simulation it lands on the overlay, for real it is one
/// swap.
/// </summary>
/// <param name="Path">Where, relative to the root.</param>
internal abstract record Change(string Path)
{
    /// <summary>A file takes the path, which is free or holds a file that it replaces.</summary>
    /// <param name="Content">Its bytes.</param>
    /// <param name="Mode">
    /// Permission bits; null keeps those of the file replaced, or takes 0666 less the umask for a new one.
    /// </param>
    internal sealed record PutFile(string Path, IContent Content, int? Mode) : Change(Path);

    /// <summary>A directory takes a free path.</summary>
    /// <param name="Mode">Permission bits; null takes 0777 less the umask.</param>
    internal sealed record MakeDirectory(string Path, int? Mode) : Change(Path);

    /// <summary>
    /// What is at the path goes away: a file, a link itself, or a directory with all below it.
    /// </summary>
    internal sealed record Remove(string Path, EntryKind Kind) : Change(Path);

    /// <summary>What is at the path takes another, free path.</summary>
    internal sealed record Rename(string Path, string Destination) : Change(Path);

    /// <summary>The permission bits at the path change in place.</summary>
    internal sealed record SetMode(string Path, int Mode) : Change(Path);
}
