using Argo.Artifacts.Files;

namespace Argo.Workspaces.Actions;

/// <summary>What a step finds at a path, as the steps before it leave it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">A file's bytes; 0 for anything else.</param>
/// <param name="Mode">Permission bits with set-id and sticky bits; 0 for nothing.</param>
/// <param name="LinkTarget">Where a symbolic link points; null for anything else.</param>
public sealed record VerbEntry(EntryKind Kind, long Size, int Mode, string? LinkTarget)
{
    /// <summary>Whether nothing is there.</summary>
    public bool IsAbsent => Kind == EntryKind.Absent;
}
