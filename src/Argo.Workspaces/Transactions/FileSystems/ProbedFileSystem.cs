using Argo.Artifacts.Files;

namespace Argo.Workspaces.Transactions.FileSystems;

/// <summary>What a file system was seen to do.</summary>
/// <param name="Class">How far it can be trusted with renames.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="HasLinks">
/// Whether an inode can have a second name, and is known as the same by both (on overlayfs it is not).
/// </param>
/// <param name="CopiesUp">
/// Whether a file may get another inode on its first change (overlayfs), so that it must be copied up before
/// its
/// identity is taken.
/// </param>
internal sealed record ProbedFileSystem(FileSystemClass Class, string Name, bool HasLinks, bool CopiesUp);
