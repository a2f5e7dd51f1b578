namespace Argo.Workspaces.Interpretation;

/// <summary>Counts what staging a plan takes against what the file system has left.</summary>
/// <remarks>
/// Every step is staged before the first one acts, so the needs of all steps add up. What is replaced or
/// removed
/// stays where it is and only changes its name: keeping it for the undo takes no room of its own.
/// </remarks>
internal sealed class FreeSpaceBudget(long freeBytes, long freeInodes)
{
    private const long Block = 4096;
    private const long Ballast = 256 * 1024;
    private long _bytes = 4 * Block + Ballast; // the stage's own directories, and the reserve of the undo
    private long _inodes = 5;

    /// <summary>Adds the needs of a step; says why they cannot be met, or null.</summary>
    public string? Take(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            (long bytes, long inodes) = change switch
            {
                Change.PutFile put => ((put.Content.Length + Block - 1) / Block * Block, 1),
                Change.MakeDirectory or Change.Remove => (Block, 1),
                _ => (0, 0),
            };
            (_bytes, _inodes) = (_bytes + bytes, _inodes + inodes);
        }
        if (_bytes > freeBytes)
            return TooLittle(_bytes, freeBytes, "bytes");
        return _inodes > freeInodes ? TooLittle(_inodes, freeInodes, "inodes") : null;
    }

    private static string TooLittle(long needed, long free, string unit) =>
        $"no room: up to this step, new files and their undo need {needed} {unit}, {free} are free; free "
        + $"{needed - free} more";
}
