using Argo.Artifacts;

namespace Argo.Workspaces.Interpretation;

/// <summary>The permission bits of what a step makes without naming any.</summary>
internal interface IDefaultModes
{
    /// <summary>The bits for a new file or directory at a path.</summary>
    int For(string path, EntryKind kind);
}
