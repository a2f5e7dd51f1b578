using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>An execution's directory in the vault, always addressed by its name.</summary>
/// <remarks>
/// By name and not by a handle of its own: the claim of a recovery renames it, and from then on every call of
/// an
/// executor that was only paused finds nothing. That is the fence.
/// </remarks>
internal sealed class StageDirectory(IKernel kernel, SafeFileHandle executions, string name)
{
    /// <summary>Its name in <c>.argo/x</c>.</summary>
    public string Name { get; private set; } = name;

    /// <summary>Its name without the claim of a recovery.</summary>
    public string UnclaimedName => Name.Split(".r")[0];

    /// <summary>The handle of <c>.argo/x</c>, which <see cref="Entry"/> is relative to.</summary>
    public SafeFileHandle At => executions;

    /// <summary>Where an entry is, for a person.</summary>
    public string Shown(string entry) =>
        $"{ConfinedRoot.VaultName}/{VaultDirectory.ExecutionsName}/{Name}/{entry}";

    /// <summary>The path of an entry, below <see cref="At"/>.</summary>
    public PathBytes Entry(string entry) => PathBytes.Of($"{Name}/{entry}");

    /// <summary>Whether the directory has this name still.</summary>
    /// <exception cref="WorkspaceException">
    /// It cannot be told: what cannot be read just now must not be taken for what is gone.
    /// </exception>
    public bool IsThere()
    {
        var errno = kernel.Stat(executions, PathBytes.OfName(Name), out _);
        if (errno is not Errno.NotFound)
            errno.OrThrow("look at", Shown(""));
        return errno is Errno.Ok;
    }

    /// <summary>
    /// Whether a directory of the same execution is there under another claim: a recovery took it over. Where
    /// there is none, the directory was removed.
    /// </summary>
    public bool IsClaimedElsewhere()
    {
        var errno = kernel.Open(At, PathBytes.Itself, OpenFor.Directory, out var directory);
        if (errno is Errno.NotFound)
            return false;
        errno.OrThrow("list", Shown(""));
        using (directory)
        {
            kernel.ReadNames(directory, out var names).OrThrow("list", Shown(""));
            return names.Select(bytes => PathBytes.Text(bytes)).Any(
                other => other != Name && other.Split(".r")[0] == UnclaimedName);
        }
    }

    /// <summary>What an entry is; null when there is none.</summary>
    /// <exception cref="WorkspaceException">The directory cannot be read.</exception>
    public EntryStat? Stat(string entry)
    {
        var errno = kernel.Stat(At, Entry(entry), out var stat);
        if (errno is Errno.NotFound)
            return null;
        errno.OrThrow("look at", Shown(entry));
        return stat;
    }

    /// <summary>The names in it; none where it is not there.</summary>
    /// <exception cref="WorkspaceException">It cannot be read.</exception>
    public HashSet<string> Names()
    {
        var errno = kernel.Open(At, PathBytes.OfName(Name), OpenFor.Directory, out var directory);
        if (errno is Errno.NotFound)
            return [];
        errno.OrThrow("list", Shown(""));
        using (directory)
        {
            kernel.ReadNames(directory, out var names).OrThrow("list", Shown(""));
            return names.Select(name => PathBytes.Text(name)).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Makes the directory; it must be new.</summary>
    /// <exception cref="WorkspaceException">
    /// An execution of this id has one already, or the disk refuses.
    /// </exception>
    public void Make(string executionId)
    {
        var errno = kernel.MakeDirectory(At, PathBytes.OfName(Name), VaultDirectory.PrivateMode);
        if (errno is Errno.Exists)
        {
            throw new WorkspaceException(
                WorkspaceFault.Conflict,
                $"Execution '{executionId}' has staged objects already. "
                + $"Run 'argo recover {executionId}' first.");
        }
        errno.OrThrow("make", Shown(""));
    }

    /// <summary>
    /// Makes the directory again where it was lost, with marks in it: all of it, or nothing of it.
    /// </summary>
    public void Remake(IEnumerable<string> marks)
    {
        var draft = new StageDirectory(kernel, executions, ExecutionName.DraftOf(Name));
        var errno = kernel.MakeDirectory(At, PathBytes.OfName(draft.Name), VaultDirectory.PrivateMode);
        if (errno is not Errno.Exists) // of an undo that was stopped here
            errno.OrThrow("make", Shown(""));
        foreach (var mark in marks)
            draft.Mark(mark);
        draft.Rename(Name, RenameMode.Replace);
    }

    /// <summary>
    /// Takes another name; one call, and everything that addresses the old name finds nothing.
    /// </summary>
    public void Rename(string newName, RenameMode mode)
    {
        kernel.Rename(At, PathBytes.OfName(Name), At, PathBytes.OfName(newName), mode)
            .OrThrow("claim", Shown(""));
        Name = newName;
    }

    /// <summary>Leaves an empty file, whose name alone says something.</summary>
    public void Mark(string entry)
    {
        var errno = kernel.CreateFile(At, Entry(entry), VaultDirectory.PrivateMode, out var file);
        if (errno is Errno.Exists)
            return;
        errno.OrThrow("mark", Shown(entry));
        file.Dispose();
    }
}
