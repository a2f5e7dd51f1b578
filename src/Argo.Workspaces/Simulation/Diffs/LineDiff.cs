using DiffPlex;

namespace Argo.Workspaces.Simulation.Diffs;

/// <summary>
/// Finds which lines differ. A line has its line feed, so a missing one at the end is a difference too.
/// </summary>
internal static class LineDiff
{
    // Past this, the shortest edit script takes too long; one block then stands for all that may differ.
    private const int ComparedLines = 10_000;

    /// <summary>The lines of a text, each with its line feed.</summary>
    public static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var feed and >= 0 ? feed + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }
        return [.. lines];
    }

    /// <summary>The blocks that differ, in order.</summary>
    public static IReadOnlyList<LineBlock> Blocks(string[] old, string[] now)
    {
        var head = 0;
        while (head < Math.Min(old.Length, now.Length) && old[head] == now[head])
            head++;
        var tail = 0;
        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        var (before, after) = (old[head..^tail], now[head..^tail]);
        var total = before.Length + after.Length;
        if (total == 0)
            return [];
        if (before.Length == 0 || after.Length == 0 || total > ComparedLines)
            return [new LineBlock(head, before.Length, head, after.Length)];

        var diff = new Differ().CreateCustomDiffs(
            "old",
            "new",
            ignoreWhiteSpace: false,
            ignoreCase: false,
            chunker: which => which == "old" ? before : after);
        return [.. diff.DiffBlocks.Select(block => new LineBlock(
            block.DeleteStartA + head, block.DeleteCountA, block.InsertStartB + head, block.InsertCountB))];
    }
}
