using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>
/// What a directory holds when the turn of its step comes; what comes out is compared with it.
/// </summary>
/// <remarks>
/// The identity of the directory alone says nothing of what is in it: a file that another program puts into
/// it would go with it, unseen.
/// </remarks>
/// <param name="marks">What is below it, by <see cref="ExactPath"/>.</param>
/// <param name="byIdentity">Whether the objects count, and not only their sizes and times.</param>
internal sealed class ExpectedTree(IReadOnlyDictionary<string, TreeMark> marks, bool byIdentity)
{
    /// <summary>What is below it, by <see cref="ExactPath"/>.</summary>
    public IReadOnlyDictionary<string, TreeMark> Marks => marks;

    /// <summary>The first entry that is not as expected, in words; null when all are.</summary>
    public string? Difference(IEnumerable<TreeEntry> found)
    {
        var missing = marks.Keys.ToHashSet(StringComparer.Ordinal);
        var other = found.Select(entry => Difference(entry, missing))
            .FirstOrDefault(words => words is not null);
        return other ?? (missing.Count == 0
            ? null
            : $"'{ExactPath.Shown(missing.Order(StringComparer.Ordinal).First())}' in it is gone");
    }

    /// <summary>
    /// The first entry that is new or was changed, in words: what would be lost with the directory. A
    /// collection that was stopped has left others out.
    /// </summary>
    public string? Addition(IEnumerable<TreeEntry> found) =>
        found.Select(entry => Difference(entry, [])).FirstOrDefault(words => words is not null);

    private string? Difference(TreeEntry entry, HashSet<string> missing)
    {
        var key = ExactPath.Of(entry.Path.Span);
        missing.Remove(key);
        if (!marks.TryGetValue(key, out var expected))
            return $"it holds a new entry '{ExactPath.Shown(key)}'";
        return expected == TreeMark.Of(entry.Stat, byIdentity)
            ? null
            : $"'{ExactPath.Shown(key)}' in it was changed";
    }
}
