using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Paths;

/// <summary>A workspace's root, held by a handle: every look-up starts there and cannot leave it.</summary>
/// <remarks>
/// The kernel does the confining (openat2, beneath, no links, no other mount), so there is no moment between
/// a
/// check and its use. The handle is opened for reading, before any write: a flush through it reports every
/// error
/// since then. The vault, <c>.argo</c>, is refused by name and by identity, so no alias of the name reaches
/// it.
/// </remarks>
internal sealed class ConfinedRoot : IRealTree, IDisposable
{
    /// <summary>The vault's name at the top of a workspace.</summary>
    public const string VaultName = ".argo";

    private static readonly PathBytes Vault = PathBytes.OfName(VaultName);
    private FileIdentity? _vault;
    private Credentials? _credentials;

    private ConfinedRoot(string rootPath, IKernel kernel, SafeFileHandle handle)
    {
        (RootPath, Kernel, Handle) = (rootPath, kernel, handle);
        kernel.Stat(handle, PathBytes.Itself, out var stat).OrThrow("look at", rootPath);
        RootStat = stat;
        FindVault();
    }

    /// <inheritdoc/>
    public string RootPath { get; }

    /// <inheritdoc/>
    /// <remarks>Set for calls that only look or stage; none while a swap or an undo is under way.</remarks>
    public CancellationToken Cancellation { get; set; }

    /// <summary>The system calls.</summary>
    public IKernel Kernel { get; }

    /// <summary>The user that acts.</summary>
    public uint EffectiveUser => Kernel.EffectiveUser;

    /// <inheritdoc/>
    public Credentials Credentials => _credentials ??= Kernel.Credentials;

    /// <summary>The root itself.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>What the root was when it was opened.</summary>
    public EntryStat RootStat { get; }

    /// <summary>Opens a workspace's root. The path may lead over links: the host has chosen it.</summary>
    /// <exception cref="WorkspaceException">
    /// It is not there, not a directory, or this is not Linux 5.6 or newer.
    /// </exception>
    public static ConfinedRoot Open(string absolutePath) => Open(absolutePath, LinuxKernel.Instance);

    /// <summary>The same, with other system calls behind it.</summary>
    public static ConfinedRoot Open(string absolutePath, IKernel kernel)
    {
        CheckHere(absolutePath);
        if (kernel.OpenRoot(absolutePath, out var handle) is var errno and not Errno.Ok)
            throw NoRoot(errno, absolutePath);
        try
        {
            kernel.Open(handle, PathBytes.Itself, OpenFor.DirectoryReference, out var probe)
                .OrThrow("open by handle", absolutePath);
            probe.Dispose();
            return new ConfinedRoot(absolutePath, kernel, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public EntryStat? Stat(string path)
    {
        if (TryOpen(Checked(path), path, OpenFor.Reference) is not { } handle)
            return null;
        using (handle)
        {
            Kernel.StatFully(handle, PathBytes.Itself, out var stat).OrThrow("look at", path);
            return stat;
        }
    }

    /// <inheritdoc/>
    public Stream OpenRead(string path) => OpenRead(Handle, Checked(path), path);

    /// <inheritdoc/>
    public Stream OpenRead(string directory, ReadOnlyMemory<byte> entryPath)
    {
        using var start = OpenDirectory(directory);
        return OpenRead(
            start, PathBytes.OfEntry(entryPath.Span), $"{directory}/{PathBytes.Text(entryPath.Span)}");
    }

    /// <inheritdoc/>
    public IEnumerable<TreeEntry> Walk(string directory)
    {
        Func<byte[], FileIdentity, bool>? skip = directory.Length == 0 ? IsVault : null;
        return Cancellable(
            new TreeWalk(Kernel, RootStat.MountId, directory).Entries(OpenDirectory(directory), skip));
    }

    private IEnumerable<TreeEntry> Cancellable(IEnumerable<TreeEntry> entries)
    {
        foreach (var entry in entries)
        {
            Cancellation.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public (long Bytes, long Inodes) FreeSpace()
    {
        Kernel.StatFileSystem(Handle, out var facts).OrThrow("ask for free space of", "");
        return (facts.FreeBytes, facts.FreeInodes);
    }

    /// <inheritdoc/>
    public bool MayChangeNamesIn(string directory)
    {
        using var handle = OpenDirectory(directory);
        return Kernel.MayChangeNames(handle) is Errno.Ok
            && Kernel.Stat(handle, PathBytes.Itself, out var stat) is Errno.Ok
            && !stat.IsPinned;
    }

    /// <inheritdoc/>
    public bool LosesDirectories => Kernel.StatFileSystem(Handle, out var facts) is Errno.Ok
        && FileSystemKinds.LosesDirectories(facts.Magic, RootStat);

    /// <inheritdoc/>
    public IReadOnlyDictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects) =>
        Kernel.FindWriters(objects);

    /// <inheritdoc/>
    public PosixAcl? Acl(string path, string attribute)
    {
        using var handle = TryOpen(Checked(path), path, OpenFor.Reference);
        return handle is null ? null : Kernel.Acl(handle, attribute);
    }

    /// <inheritdoc/>
    public string? UnreadableAttribute(string path)
    {
        using var handle = TryOpen(Checked(path), path, OpenFor.Reference);
        return handle is null ? null : Kernel.FirstUnreadable(handle);
    }

    /// <inheritdoc/>
    public string? WhyNoVault() => VaultRights.WhyNot(this);

    /// <inheritdoc/>
    public int LongestName => Kernel.StatFileSystem(Handle, out var facts) is Errno.Ok
        ? facts.LongestName
        : PathBytes.MaxNameBytes;

    /// <summary>Opens a directory in the workspace, to name what is in it.</summary>
    /// <exception cref="WorkspaceException">It is not there, not a directory, or refused.</exception>
    public SafeFileHandle OpenDirectory(string path) =>
        TryOpen(Checked(path), path, OpenFor.DirectoryReference)
        ?? throw Errno.NotFound.ToException("open the directory", path);

    /// <summary>Opens what is at a path; null when nothing is.</summary>
    /// <exception cref="WorkspaceException">Refused, or the disk failed.</exception>
    public SafeFileHandle? TryOpen(PathBytes path, string shown, OpenFor purpose)
    {
        var errno = Kernel.Open(Handle, path, purpose, out var handle);
        if (errno is Errno.NotFound || errno is Errno.NotADirectory && purpose is OpenFor.Reference)
            return null;
        errno.OrThrow("open", shown);
        return handle;
    }

    /// <summary>
    /// The path's bytes, after the checks that need no disk, and that it does not lead into the vault.
    /// </summary>
    /// <exception cref="WorkspaceException">Refused.</exception>
    public PathBytes Checked(string path)
    {
        var bytes = PathBytes.Of(path);
        if (bytes.IsItself)
            return bytes;
        var first = bytes.First;
        if (first.Span.SequenceEqual(Vault.Span)
            || _vault is not null && IdentityOf(first) is { } found && _vault.IsSameObject(found))
        {
            throw new WorkspaceException(
                WorkspaceFault.Refused,
                $"The path '{path}' is refused: it leads into '{VaultName}', Argo's vault. Choose another.",
                path);
        }
        return bytes;
    }

    /// <summary>The same for a path that is to be changed: never the root itself.</summary>
    /// <exception cref="WorkspaceException">Refused.</exception>
    public PathBytes CheckedTarget(string path) => path.Length > 0
        ? Checked(path)
        : throw new WorkspaceException(
            WorkspaceFault.Refused,
            "The workspace's root itself is refused as a target. Name something inside it.",
            path);

    /// <summary>Learns which directory the vault is, once it has been made.</summary>
    /// <exception cref="WorkspaceException">It cannot be told.</exception>
    public void FindVault() => _vault = IdentityOf(Vault);

    /// <summary>Closes the root.</summary>
    public void Dispose() => Handle.Dispose();

    private FileIdentity? IdentityOf(PathBytes name)
    {
        var errno = Kernel.Stat(Handle, name, out var stat);
        if (errno is not Errno.NotFound)
            errno.OrThrow("look at", name.ToString());
        return errno is Errno.Ok ? stat.Identity : null;
    }

    private FileStream OpenRead(SafeFileHandle start, PathBytes path, string shown)
    {
        Kernel.OpenDeep(start, path, OpenFor.Reference, out var reference).OrThrow("open", shown);
        using (reference)
        {
            Kernel.Stat(reference, PathBytes.Itself, out var stat).OrThrow("look at", shown);
            if (stat.Kind is not EntryKind.File)
                throw NotAFile(shown, stat.Kind);
            Kernel.Reopen(reference, OpenFor.Read, out var file).OrThrow("read", shown);
            return new FileStream(file, FileAccess.Read, bufferSize: 0);
        }
    }

    private bool IsVault(byte[] name, FileIdentity identity) =>
        Vault.Span.SequenceEqual(name) || _vault?.IsSameObject(identity) is true;

    private static void CheckHere(string path)
    {
        if (!Abi.IsKnownHere)
        {
            throw new WorkspaceException(
                WorkspaceFault.Refused,
                "Confined handles need Linux 5.6 or newer on x64 or arm64, and this is not. Run Argo there.");
        }
        if (!Path.IsPathFullyQualified(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new WorkspaceException(
                WorkspaceFault.Refused,
                $"The workspace root '{path}' is not an absolute path. Give it in full.");
        }
    }

    private static WorkspaceException NoRoot(Errno errno, string path) => new(
        errno is Errno.NotFound or Errno.NotADirectory ? WorkspaceFault.NotFound : WorkspaceFault.Io,
        $"The workspace root '{path}' cannot be opened: {ErrnoWords.MeaningOf(errno)}. "
        + "Check that it is a directory that this user may read.");

    private static WorkspaceException NotAFile(string shown, EntryKind kind)
    {
        var what = kind switch
        {
            EntryKind.Directory => "a directory",
            EntryKind.Symlink => "a symbolic link, and links are never followed",
            _ => "a FIFO, socket or device",
        };
        return new(
            WorkspaceFault.Refused,
            $"'{shown}' is {what}; only regular files are read. Name a regular file.", shown);
    }
}
