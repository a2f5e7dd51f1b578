using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Paths;

/// <summary>
/// Read-only sight of a workspace: confined to it, never through a link, never into another mount.
/// </summary>
/// <remarks>Every path is relative to the root with <c>/</c> between its parts; the root itself is
/// <c>""</c>.</remarks>
internal interface IRealTree
{
    /// <summary>
    /// The token of the call under way: whoever reads many files or entries looks at it between two reads.
    /// </summary>
    CancellationToken Cancellation => CancellationToken.None;

    /// <summary>The root's absolute path, for messages.</summary>
    string RootPath { get; }

    /// <summary>As whom the workspace is seen and changed.</summary>
    Credentials Credentials { get; }

    /// <summary>
    /// What is at <paramref name="path"/>; null when nothing is, also when a parent is missing.
    /// </summary>
    /// <exception cref="WorkspaceException">Refused: a link or another mount on the way, an illegal
    /// name.</exception>
    EntryStat? Stat(string path);

    /// <summary>Opens a regular file for reading; never blocks on a FIFO, never a device.</summary>
    /// <exception cref="WorkspaceException">It is not a regular file, is not there, or may not be
    /// read.</exception>
    Stream OpenRead(string path);

    /// <summary>
    /// Everything below a directory, depth first, parents before their entries, sorted by bytes.
    /// </summary>
    /// <exception cref="WorkspaceException">A mount, or what cannot be read, is inside.</exception>
    IEnumerable<TreeEntry> Walk(string directory);

    /// <summary>Opens a regular file below <paramref name="directory"/> by an entry's path bytes.</summary>
    Stream OpenRead(string directory, ReadOnlyMemory<byte> entryPath);

    /// <summary>Room left on the file system, for an ordinary user.</summary>
    (long Bytes, long Inodes) FreeSpace();

    /// <summary>Whether this user may add and remove names in a directory.</summary>
    bool MayChangeNamesIn(string directory);

    /// <summary>
    /// Whether a power cut can leave a deleted or moved directory in <c>lost+found</c> alone, as on ext4
    /// without a journal.
    /// </summary>
    bool LosesDirectories { get; }

    /// <summary>
    /// Which of these objects some process has open for writing, and which process; what this user may not
    /// see is not among them.
    /// </summary>
    IReadOnlyDictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects);

    /// <summary>The access control list of what is at a path; null where it has none.</summary>
    /// <param name="path">The path.</param>
    /// <param name="attribute">Which of its lists.</param>
    PosixAcl? Acl(string path, string attribute);

    /// <summary>
    /// The first extended attribute of a file that this user cannot read, and so cannot give to a new
    /// version; null when there is none.
    /// </summary>
    string? UnreadableAttribute(string path);

    /// <summary>Why an execution could not begin here, whatever its plan; null when it could.</summary>
    string? WhyNoVault();

    /// <summary>The length up to which this file system takes names, in bytes.</summary>
    int LongestName { get; }
}
