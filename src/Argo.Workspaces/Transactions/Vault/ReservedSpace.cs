using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>
/// Bytes kept in reserve in the stage, so that an undo on a full disk has room for directory blocks.
/// </summary>
internal sealed class ReservedSpace(IKernel kernel, StageDirectory stage)
{
    private const int FileMode = 0b110_000_000;

    /// <summary>Makes the reserve; 0 bytes make none.</summary>
    /// <exception cref="Argo.Artifacts.Files.WorkspaceException">There is no room: better to know
    /// now.</exception>
    public void Hold(long bytes)
    {
        if (bytes == 0)
            return;
        kernel.CreateFile(stage.At, stage.Entry(StageEntry.Ballast), FileMode, out var file)
            .OrThrow("make", stage.Shown(StageEntry.Ballast));
        using (file)
        {
            var errno = kernel.Allocate(file, bytes);
            if (errno is not Errno.NotSupported)
                errno.OrThrow("reserve room for", stage.Shown(StageEntry.Ballast));
        }
    }

    /// <summary>Gives the reserve back to the disk.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Release() => kernel.Unlink(stage.At, stage.Entry(StageEntry.Ballast)) is Errno.Ok;
}
