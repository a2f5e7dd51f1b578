using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>
/// <c>.argo</c> at the top of a workspace: private to its owner, made and checked by handle, so that a
/// planted link
/// or somebody else's directory is never taken for it.
/// </summary>
internal sealed class VaultDirectory : IDisposable
{
    /// <summary>Rights of the vault and of what is staged: the owner alone.</summary>
    public const int PrivateMode = 0b111_000_000;

    /// <summary>Where executions stage.</summary>
    public const string ExecutionsName = "x";

    /// <summary>Where objects of others are kept that were in the way.</summary>
    public const string ConflictsName = "conflicts";

    /// <summary>The file whose lock says that the workspace is worked in.</summary>
    public const string LockName = "lock";

    private const int PrivateFileMode = 0b110_000_000;
    private const int PermissionBits = 0b111_111_111;

    private VaultDirectory(ConfinedRoot root)
    {
        var kernel = root.Kernel;
        Self = MakeAndOpen(kernel, root.Handle, ConfinedRoot.VaultName);
        try
        {
            root.FindVault();
            WriteIgnoreFile(kernel);
            Executions = MakeAndOpen(kernel, Self, ExecutionsName);
            Conflicts = MakeAndOpen(kernel, Self, ConflictsName);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The vault.</summary>
    public SafeFileHandle Self { get; }

    /// <summary>Where executions stage.</summary>
    public SafeFileHandle Executions { get; }

    /// <summary>Where objects of others are kept that could not be put back.</summary>
    public SafeFileHandle Conflicts { get; }

    /// <summary>Makes what is missing, and opens it.</summary>
    /// <exception cref="WorkspaceException">Something else has the name, or it is open to others.</exception>
    public static VaultDirectory Prepare(ConfinedRoot root) => new(root);

    /// <summary>Opens the lock file, making it if need be.</summary>
    public SafeFileHandle OpenLock(IKernel kernel)
    {
        var name = PathBytes.OfName(LockName);
        var errno = kernel.CreateFile(Self, name, PrivateFileMode, out var file);
        if (errno is Errno.Exists)
            file = OpenLock(kernel, Self) ?? throw Errno.TryAgain.ToException("open", LockPath);
        else
            errno.OrThrow("make", LockPath);
        return file;
    }

    /// <summary>Opens a lock file that is there; null when it is not.</summary>
    /// <exception cref="WorkspaceException">Something that is not a plain file has its name.</exception>
    public static SafeFileHandle? OpenLock(IKernel kernel, SafeFileHandle vault)
    {
        var errno = kernel.Open(vault, PathBytes.OfName(LockName), OpenFor.Reference, out var reference);
        if (errno is Errno.NotFound)
            return null;
        errno.OrThrow("open", LockPath);
        using (reference)
        {
            kernel.Stat(reference, PathBytes.Itself, out var stat).OrThrow("look at", LockPath);
            if (stat.Kind is not EntryKind.File)
                throw Planted(LockPath, "not a plain file");
            kernel.Reopen(reference, OpenFor.ReadWrite, out var file).OrThrow("open", LockPath);
            return file;
        }
    }

    /// <summary>Closes its handles.</summary>
    public void Dispose()
    {
        Conflicts?.Dispose(); // none yet where the constructor fails
        Executions?.Dispose();
        Self.Dispose();
    }

    private static string LockPath => $"{ConfinedRoot.VaultName}/{LockName}";

    private static SafeFileHandle MakeAndOpen(IKernel kernel, SafeFileHandle at, string name)
    {
        var shown = name == ConfinedRoot.VaultName ? name : $"{ConfinedRoot.VaultName}/{name}";
        var bytes = PathBytes.OfName(name);
        var errno = kernel.MakeDirectory(at, bytes, PrivateMode);
        if (errno is not Errno.Exists)
            errno.OrThrow("make the directory", shown);
        errno = kernel.Open(at, bytes, OpenFor.Directory, out var handle);
        if (errno is Errno.NotADirectory or Errno.LinkOnTheWay)
            throw Planted(shown, "not a directory");
        errno.OrThrow("open", shown);
        try
        {
            NeedPrivate(kernel, handle, shown);
            // a workspace's own would be given to everything that is staged
            kernel.DropAcl(handle, PosixAcl.DefaultAttribute).OrThrow("close to others", shown);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void NeedPrivate(IKernel kernel, SafeFileHandle handle, string shown)
    {
        kernel.Stat(handle, PathBytes.Itself, out var stat).OrThrow("look at", shown);
        if (stat.Uid != kernel.EffectiveUser)
            throw Planted(shown, $"owned by user {stat.Uid}, and Argo runs as user {kernel.EffectiveUser}");
        if ((stat.Mode & PermissionBits) != PrivateMode)
            throw Planted(shown, $"of mode {stat.OctalMode} instead of 0700, so others may change it");
    }

    private void WriteIgnoreFile(IKernel kernel)
    {
        var errno = kernel.CreateFile(Self, PathBytes.OfName(".gitignore"), PrivateFileMode, out var file);
        if (errno is Errno.Exists)
            return;
        errno.OrThrow("make", ".argo/.gitignore");
        using (file)
            kernel.Write(file, Encoding.ASCII.GetBytes("*\n"), 0, out _).OrThrow("write", ".argo/.gitignore");
    }

    private static WorkspaceException Planted(string shown, string what) => new(
        WorkspaceFault.Refused,
        $"'{shown}' is {what}, so it cannot be Argo's vault. Find out who made it, then remove it.",
        shown);
}
