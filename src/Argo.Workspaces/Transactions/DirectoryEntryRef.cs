using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions;

/// <summary>A name in a directory that is held by its handle.</summary>
/// <param name="At">The directory.</param>
/// <param name="Name">The name.</param>
internal readonly record struct DirectoryEntryRef(SafeFileHandle At, PathBytes Name);
