using Argo.Artifacts.Files;

namespace Argo.Workspaces.Transactions;

/// <summary>What was found out about a workspace when it was opened for an execution.</summary>
/// <param name="FileSystemClass">How far its file system can be trusted with renames.</param>
/// <param name="RootIdentity">Which directory the root is: recovery refuses another one in its place.</param>
/// <param name="BootId">
/// The kernel's boot id, so that recovery knows whether the machine restarted; empty if unknown.
/// </param>
/// <param name="FileSystemName">Such as <c>ext4</c>, for messages.</param>
public sealed record WorkspaceFacts(
    FileSystemClass FileSystemClass,
    FileIdentity RootIdentity,
    string BootId,
    string FileSystemName);
