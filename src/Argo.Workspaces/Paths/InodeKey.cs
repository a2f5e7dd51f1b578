namespace Argo.Workspaces.Paths;

/// <summary>An object that is there now; after it is gone, another one may have the same numbers.</summary>
/// <param name="Device">The file system, as <c>stat</c> numbers it.</param>
/// <param name="Inode">The object's number in it.</param>
internal readonly record struct InodeKey(ulong Device, ulong Inode);
