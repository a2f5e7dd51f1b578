using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Locking;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions;

/// <summary>What can be seen of a workspace and its vault without writing or locking anything.</summary>
public sealed record WorkspaceInspection
{
    /// <summary>The file system's name, such as <c>ext4</c>.</summary>
    public required string FileSystemName { get; init; }

    /// <summary>
    /// The class that its kind is known to have; an execution probes by real calls and may find less.
    /// </summary>
    public required FileSystemClass FileSystemClass { get; init; }

    /// <summary>Which directory it is.</summary>
    public required FileIdentity RootIdentity { get; init; }

    /// <summary>
    /// Whether a power cut can leave a deleted or moved directory in <c>lost+found</c> alone, as on ext4
    /// without a journal.
    /// </summary>
    public bool LosesDirectories { get; init; }

    /// <summary>Whether it is mounted read-only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Who holds the workspace's lock; null when it is free.</summary>
    public string? Holder { get; init; }

    /// <summary>
    /// The names in <c>.argo/x</c>: each is what one execution staged or took out of the tree.
    /// </summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>The names in <c>.argo/conflicts</c>: objects of others that were set aside.</summary>
    public ImmutableArray<string> SetAside { get; init; } = [];

    /// <summary>
    /// Why the vault is not one that Argo would use; null when it is, or when there is none yet.
    /// </summary>
    public string? VaultProblem { get; init; }

    /// <summary>Where a workspace keeps what Argo needs in it.</summary>
    /// <param name="root">The workspace's root.</param>
    public static string VaultOf(string root) => Path.Combine(root, ConfinedRoot.VaultName);

    /// <summary>Where the stage of an execution lies.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <param name="stage">One of the <see cref="Stages"/>.</param>
    public static string PathOfStage(string root, string stage) =>
        Path.Combine(VaultOf(root), VaultDirectory.ExecutionsName, stage);

    /// <summary>Where objects of others are set aside.</summary>
    /// <param name="root">The workspace's root.</param>
    public static string ConflictsOf(string root) =>
        Path.Combine(VaultOf(root), VaultDirectory.ConflictsName);

    /// <summary>Looks at a workspace.</summary>
    /// <param name="rootPath">Its root, absolute.</param>
    /// <exception cref="WorkspaceException">It cannot be opened or read.</exception>
    public static WorkspaceInspection Look(string rootPath)
    {
        using var root = ConfinedRoot.Open(rootPath);
        root.Kernel.StatFileSystem(root.Handle, out var facts).OrThrow("ask the file system of", rootPath);
        var seen = new WorkspaceInspection
        {
            FileSystemName = FileSystemKinds.NameOf(facts.Magic),
            FileSystemClass = FileSystemKinds.ExpectedClass(facts.Magic, root.RootStat),
            RootIdentity = root.RootStat.Identity,
            LosesDirectories = FileSystemKinds.LosesDirectories(facts.Magic, root.RootStat),
            IsReadOnly = facts.IsReadOnly,
        };
        var errno = root.Kernel.Open(
            root.Handle, PathBytes.OfName(ConfinedRoot.VaultName), OpenFor.Directory, out var vault);
        if (errno is Errno.NotFound)
            return seen;
        if (errno is not Errno.Ok)
            return seen with { VaultProblem =
                $"it cannot be opened as a directory: {ErrnoWords.MeaningOf(errno)}" };
        using (vault)
            return Look(seen, root, vault);
    }

    /// <summary>
    /// Whether a name in <c>.argo/x</c> is that of an execution, claimed by a recovery or not, or the draft
    /// that a recovery was stopped in.
    /// </summary>
    public static bool IsStageOf(string stage, string executionId) =>
        (ExecutionName.EpochOf(stage, executionId)
        ?? ExecutionName.DraftEpochOf(stage, executionId)) is not null;

    /// <summary>
    /// The execution that a name in <c>.argo/x</c> is of; null where the id was too long for a name, so that
    /// only a comparison tells.
    /// </summary>
    public static string? ExecutionOf(string stage) => ExecutionName.IdOf(stage);

    private static WorkspaceInspection Look(WorkspaceInspection seen, ConfinedRoot root, SafeFileHandle vault)
    {
        root.Kernel.Stat(vault, PathBytes.Itself, out var stat).OrThrow("look at", ConfinedRoot.VaultName);
        return seen with
        {
            VaultProblem = VaultRights.ProblemOf(stat, root.EffectiveUser),
            Holder = SharedWorkspace.HolderOf(root),
            Stages = NamesIn(root.Kernel, vault, VaultDirectory.ExecutionsName),
            SetAside = NamesIn(root.Kernel, vault, VaultDirectory.ConflictsName),
        };
    }

    private static ImmutableArray<string> NamesIn(IKernel kernel, SafeFileHandle vault, string directory)
    {
        var errno = kernel.Open(vault, PathBytes.OfName(directory), OpenFor.Directory, out var handle);
        if (errno is Errno.NotFound)
            return [];
        errno.OrThrow("open", $"{ConfinedRoot.VaultName}/{directory}");
        using (handle)
        {
            kernel.ReadNames(handle, out var names).OrThrow("list", $"{ConfinedRoot.VaultName}/{directory}");
            return [.. names.Select(name => PathBytes.Text(name)).Order(StringComparer.Ordinal)];
        }
    }
}
