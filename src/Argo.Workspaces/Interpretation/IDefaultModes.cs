using Argo.Artifacts.Files;
using Argo.Workspaces.Access;

namespace Argo.Workspaces.Interpretation;

/// <summary>The permission bits of what a step makes without naming any.</summary>
internal interface IDefaultModes
{
    /// <summary>The bits for a new file or directory at a path.</summary>
    /// <param name="path">Where.</param>
    /// <param name="kind">A file or a directory.</param>
    /// <param name="requested">The bits that are asked for, before anything takes some away.</param>
    /// <param name="gives">What the directory around it gives.</param>
    /// <param name="masked">Bits that the umask takes off under a default access list too.</param>
    int For(string path, EntryKind kind, int requested, Inheritance gives, int masked);
}
