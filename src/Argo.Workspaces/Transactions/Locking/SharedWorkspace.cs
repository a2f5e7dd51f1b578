using System.Globalization;
using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Locking;

/// <summary>
/// What the executions of this process share in one workspace: the lock, the vault's handles, the flush.
/// </summary>
/// <remarks>
/// The first one in takes the lock and the last one out releases it, so that plans on disjoint paths run side
/// by
/// side while other processes wait. The handle for the flush is opened before the first write of any of them.
/// </remarks>
internal sealed class SharedWorkspace : IDisposable
{
    private const int HolderBytes = 512;
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Key, SharedWorkspace> Held = [];

    private readonly Key _key;
    private readonly IKernel _kernel;
    private readonly SafeFileHandle _flushHandle;
    private readonly SafeFileHandle _lock;
    private int _users;
    private ProbedFileSystem? _probed;

    private SharedWorkspace(Key key, ConfinedRoot root, string holder)
    {
        (_key, _kernel) = (key, root.Kernel);
        root.Kernel.Open(root.Handle, PathBytes.Itself, OpenFor.Directory, out _flushHandle)
            .OrThrow("open", "");
        Barrier = new FlushBarrier(_flushHandle);
        try
        {
            Vault = VaultDirectory.Prepare(root);
            _lock = Vault.OpenLock(root.Kernel);
            Take(root, holder);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>The vault.</summary>
    public VaultDirectory Vault { get; }

    /// <summary>The shared flush.</summary>
    public FlushBarrier Barrier { get; }

    /// <summary>
    /// Joins the executions of this process in a workspace, taking its lock if this is the first.
    /// </summary>
    /// <exception cref="WorkspaceException">Busy: another process holds it; the message names it.</exception>
    public static SharedWorkspace Join(ConfinedRoot root, string holder)
    {
        var key = new Key(root.RootStat.Device, root.RootStat.Identity.Inode, root.RootStat.Identity.BirthNs);
        lock (Gate)
        {
            if (!Held.TryGetValue(key, out var shared))
                Held[key] = shared = new SharedWorkspace(key, root, holder);
            else
                root.FindVault();
            shared._users++;
            return shared;
        }
    }

    /// <summary>What the file system can do; probed once for all executions.</summary>
    /// <exception cref="WorkspaceException">It is read-only, or full.</exception>
    public ProbedFileSystem Probe(ConfinedRoot root)
    {
        lock (Gate)
            return _probed ??= ClassProbe.Probe(root.Kernel, Vault, root.RootStat);
    }

    /// <summary>Who holds a workspace's lock; null when it is free, or has never been used.</summary>
    public static string? HolderOf(ConfinedRoot root)
    {
        var errno = root.Kernel.Open(
            root.Handle, PathBytes.OfName(ConfinedRoot.VaultName), OpenFor.DirectoryReference, out var vault);
        if (errno is Errno.NotFound)
            return null;
        errno.OrThrow("open", ConfinedRoot.VaultName);
        using (vault)
        {
            using var file = VaultDirectory.OpenLock(root.Kernel, vault);
            if (file is null)
                return null;
            root.Kernel.TestLock(file, out var isHeld).OrThrow("test the lock of", "");
            return isHeld ? HolderIn(root.Kernel, file) : null;
        }
    }

    /// <summary>Leaves; the last one releases the lock.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (--_users > 0)
                return;
            Held.Remove(_key);
            Close();
        }
    }

    private void Take(ConfinedRoot root, string holder)
    {
        var errno = root.Kernel.TryLock(_lock);
        if (errno is Errno.TryAgain or Errno.AccessDenied)
        {
            throw new WorkspaceException(
                WorkspaceFault.Busy,
                $"The workspace '{root.RootPath}' is in use by {HolderIn(root.Kernel, _lock)}. "
                + "Wait until that process is done, or stop it, and try again.");
        }
        errno.OrThrow("lock", ConfinedRoot.VaultName);
        var text = string.Create(CultureInfo.InvariantCulture, $"{holder} (pid {Environment.ProcessId})");
        var line = new byte[HolderBytes]; // always the same length, so nothing of a longer name stays behind
        line.AsSpan().Fill((byte)' ');
        line[^1] = (byte)'\n';
        Encoding.UTF8.GetBytes(text.AsSpan(0, Math.Min(text.Length, HolderBytes / 4)), line);
        root.Kernel.Write(_lock, line, 0, out _).OrThrow("write", ConfinedRoot.VaultName);
    }

    private static string HolderIn(IKernel kernel, SafeFileHandle file)
    {
        var line = new byte[HolderBytes];
        kernel.Read(file, line, 0, out var count).OrThrow("read", ConfinedRoot.VaultName);
        var name = Encoding.UTF8.GetString(line.AsSpan(0, count)).Trim();
        return name.Length == 0 ? "a process that has not given its name yet" : name;
    }

    private void Close()
    {
        if (_lock is not null) // none yet where the constructor fails
        {
            _kernel.Unlock(_lock);
            _lock.Dispose();
        }
        Vault?.Dispose();
        _flushHandle.Dispose();
    }

    private readonly record struct Key(ulong Device, ulong Inode, long BirthNs);
}
