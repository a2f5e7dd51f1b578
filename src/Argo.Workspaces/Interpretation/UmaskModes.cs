using Argo.Artifacts.Files;
using Argo.Workspaces.Access;

namespace Argo.Workspaces.Interpretation;

/// <summary>What any other program with this umask would give.</summary>
internal sealed class UmaskModes(int umask) : IDefaultModes
{
    /// <inheritdoc/>
    public int For(string path, EntryKind kind, int requested, Inheritance gives, int masked) =>
        gives.ModeOf(kind, requested, umask, masked);
}
