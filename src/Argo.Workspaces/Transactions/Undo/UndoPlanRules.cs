using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>
/// What a journaled undo plan must be before anybody acts on it: a journal can be damaged, or planted.
/// </summary>
internal static class UndoPlanRules
{
    private const int MaxModeDigits = 5;

    /// <summary>
    /// Refuses the whole plan when one row leads outside, or is not one that Argo can have written.
    /// </summary>
    /// <exception cref="WorkspaceException">Refused; nothing was touched.</exception>
    public static void Check(UndoPlan plan, ConfinedRoot root, string executionId)
    {
        var seen = new HashSet<int>();
        foreach (var row in plan.Rows)
        {
            if (WhyNot(row, root) is { } reason)
                throw Quarantined(executionId, row, reason);
            if (row.Swap < 0 || !seen.Add(row.Swap))
                throw Quarantined(executionId, row, "its number is taken, or is below 0");
        }
    }

    private static string? WhyNot(UndoRow? row, ConfinedRoot root)
    {
        if (row?.Path is not { } path)
            return "it names no path";
        if (row.BackupName is not null && row.BackupName != StageEntry.Backup(row.Swap))
            return $"its backup '{row.BackupName}' is not an entry of its stage";
        if (row.Kind is SwapKind.Move != row.Destination is not null)
            return "it has a destination and is no move, or the other way round";
        if (row.Kind is SwapKind.Chmod && !(IsMode(row.ModeBefore) && IsMode(row.ModeAfter)))
            return "its modes are not octal";
        return OutsideOf(root, path) ?? (
            row.Destination is { } destination ? OutsideOf(root, destination) : null);
    }

    private static string? OutsideOf(ConfinedRoot root, string path)
    {
        try
        {
            root.CheckedTarget(path);
            return null;
        }
        catch (WorkspaceException refusal)
        {
            return refusal.Message;
        }
    }

    private static bool IsMode(string? mode) =>
        mode is { Length: > 0 and <= MaxModeDigits } && mode.All(digit => digit is >= '0' and <= '7');

    private static WorkspaceException Quarantined(string executionId, UndoRow? row, string reason) => new(
        WorkspaceFault.Refused,
        $"Execution '{executionId}' is quarantined, and nothing was touched: row {row?.Swap} of its "
        + "journaled undo plan "
        + $"is not one that Argo wrote: {reason} Look into who can write to the data directory; what its "
        + "steps took "
        + $"out of the tree lies in "
        + $"'{ConfinedRoot.VaultName}/{VaultDirectory.ExecutionsName}/{ExecutionName.Of(executionId)}', "
        + "possibly with '.r' and a number after it.",
        row?.Path);
}
