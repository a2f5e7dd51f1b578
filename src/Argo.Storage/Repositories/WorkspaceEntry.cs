namespace Argo.Storage.Repositories;

/// <summary>A registered workspace.</summary>
/// <param name="Name">The name by which plans and people call it.</param>
/// <param name="Root">Its absolute path on this host.</param>
/// <param name="RegisteredAt">When it was registered, UTC.</param>
/// <param name="AddedBy">
/// Who gave it the name; null in a row that an earlier Argo wrote when it first saw the directory. Nobody
/// asked for such a name, so it stands for nothing.
/// </param>
public sealed record WorkspaceEntry(
    string Name, string Root, DateTimeOffset RegisteredAt, string? AddedBy)
{
    /// <summary>Whether a person has given the name; only then it stands for the directory.</summary>
    public bool IsInForce => AddedBy is not null;
}
