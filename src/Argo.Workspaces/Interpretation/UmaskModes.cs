using Argo.Artifacts;

namespace Argo.Workspaces.Interpretation;

/// <summary>The usual bits less a umask: what any other program would give.</summary>
internal sealed class UmaskModes(int umask) : IDefaultModes
{
    private const int AllForFiles = 0b110_110_110;
    private const int AllForDirectories = 0b111_111_111;

    /// <inheritdoc/>
    public int For(string path, EntryKind kind) =>
        (kind == EntryKind.Directory ? AllForDirectories : AllForFiles) & ~umask;
}
