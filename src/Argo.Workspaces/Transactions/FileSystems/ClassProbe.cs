using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.FileSystems;

/// <summary>
/// Finds out by real calls what a file system can do: on files of its own, inside the vault.
/// </summary>
/// <remarks>
/// The new names do not exist: an existing one hides the refusal of a flag behind "exists". They are always
/// the same, and those that a dead process has left go first; whoever probes holds the lock. A name that
/// cannot be removed ends the probe: what it would find could be less than the truth.
/// </remarks>
internal sealed class ClassProbe
{
    private const int FileMode = 0b110_000_000;
    private readonly IKernel _kernel;
    private readonly VaultDirectory _vault;
    private readonly PathBytes _first = PathBytes.OfName("probe-1");
    private readonly PathBytes _second = PathBytes.OfName("probe-2");
    private readonly PathBytes _free = PathBytes.OfName("probe-3");

    private ClassProbe(IKernel kernel, VaultDirectory vault) => (_kernel, _vault) = (kernel, vault);

    /// <summary>Probes the file system that the vault is on.</summary>
    /// <exception cref="WorkspaceException">It is read-only or full, or names cannot be removed.</exception>
    public static ProbedFileSystem Probe(IKernel kernel, VaultDirectory vault, EntryStat root)
    {
        kernel.StatFileSystem(vault.Self, out var facts).OrThrow("ask the file system of", "");
        if (facts.IsReadOnly)
            throw Errno.ReadOnly.ToException("change", "");
        var probe = new ClassProbe(kernel, vault);
        probe.Clear();
        try
        {
            probe.Make();
            var copiesUp = facts.Magic == FileSystemKinds.Overlay;
            var links = probe.Works(kernel.Link(vault.Self, probe._first, vault.Self, probe._free));
            var exchanges = probe.CanExchange() && probe.CanRefuseToReplace()
                && !FileSystemKinds.IsRemote(facts.Magic);
            return new ProbedFileSystem(
                ClassOf(exchanges, links, FileSystemKinds.IsOrdered(facts.Magic, root)),
                FileSystemKinds.NameOf(facts.Magic),
                links && !copiesUp,
                copiesUp);
        }
        finally
        {
            probe.TryClear();
        }
    }

    private static FileSystemClass ClassOf(bool exchanges, bool links, bool isOrdered) =>
        (exchanges, links, isOrdered) switch
    {
        (true, _, true) => FileSystemClass.Exchange,
        (true, true, _) => FileSystemClass.LinkAndExchange,
        _ => FileSystemClass.CopyAndRename,
    };

    private void Make()
    {
        foreach (var name in new[] { _first, _second })
        {
            _kernel.CreateFile(_vault.Self, name, FileMode, out var file)
                .OrThrow("probe the file system with", name.ToString());
            file.Dispose();
        }
    }

    private bool Works(Errno errno)
    {
        if (errno is Errno.Ok)
            Remove(_free).OrThrow("remove", $"{ConfinedRoot.VaultName}/{_free}");
        return errno is Errno.Ok;
    }

    private bool CanExchange()
    {
        var before = InodeOf(_first);
        return _kernel.Rename(_vault.Self, _first, _vault.Self, _second, RenameMode.Exchange) is Errno.Ok
            && InodeOf(_second) == before
            && InodeOf(_first) != before;
    }

    private bool CanRefuseToReplace() =>
        _kernel.Rename(_vault.Self, _first, _vault.Self, _second, RenameMode.NoReplace) is Errno.Exists
        && _kernel.Rename(_vault.Self, _first, _vault.Self, _free, RenameMode.NoReplace) is Errno.Ok;

    private ulong InodeOf(PathBytes name) =>
        _kernel.Stat(_vault.Self, name, out var stat) is Errno.Ok ? stat.Identity.Inode : 0;

    private void Clear()
    {
        foreach (var name in new[] { _first, _second, _free })
            Remove(name).OrThrow("remove", $"{ConfinedRoot.VaultName}/{name}");
    }

    // What stays is removed by the next probe.
    private void TryClear()
    {
        foreach (var name in new[] { _first, _second, _free })
            Remove(name);
    }

    private Errno Remove(PathBytes name) =>
        _kernel.Unlink(_vault.Self, name) is var errno and not Errno.NotFound ? errno : Errno.Ok;
}
