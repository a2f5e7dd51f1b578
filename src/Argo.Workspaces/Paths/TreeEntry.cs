using Argo.Workspaces.Native;

namespace Argo.Workspaces.Paths;

/// <summary>One entry below a directory.</summary>
/// <param name="Path">The path's bytes below that directory, parts separated by <c>/</c>; not always
/// UTF-8.</param>
/// <param name="Stat">What it is.</param>
internal sealed record TreeEntry(ReadOnlyMemory<byte> Path, EntryStat Stat);
