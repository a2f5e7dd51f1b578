namespace Argo.Storage;

/// <summary>What the group-commit writer has done since the store was opened.</summary>
/// <param name="Commits">Transactions that were committed, each with one flush to the disk.</param>
/// <param name="Items">
/// Writes that shared those transactions; over <paramref name="Commits"/> it is the mean group.
/// </param>
public readonly record struct StoreCounters(long Commits, long Items);
