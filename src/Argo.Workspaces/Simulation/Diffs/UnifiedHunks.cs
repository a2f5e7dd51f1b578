using System.Text;
using Argo.Artifacts.Security;

namespace Argo.Workspaces.Simulation.Diffs;

/// <summary>Writes the differences of two texts as unified hunks, with nothing hidden in them.</summary>
internal static class UnifiedHunks
{
    private const int Context = 3;

    /// <summary>Appends every hunk.</summary>
    public static void Append(StringBuilder text, string before, string after)
    {
        var (old, now) = (LineDiff.Lines(before), LineDiff.Lines(after));
        var blocks = LineDiff.Blocks(old, now);
        for (var at = 0; at < blocks.Count;)
        {
            var last = at;
            while (last + 1 < blocks.Count && Gap(blocks[last], blocks[last + 1]) <= 2 * Context)
                last++;
            Hunk(text, old, now, [.. blocks.Skip(at).Take(last - at + 1)]);
            at = last + 1;
        }
    }

    private static int Gap(LineBlock one, LineBlock next) => next.OldStart - (one.OldStart + one.OldCount);

    private static void Hunk(StringBuilder text, string[] old, string[] now, LineBlock[] blocks)
    {
        var (first, last) = (blocks[0], blocks[^1]);
        var lead = Math.Min(Context, first.OldStart);
        var trail = Math.Min(Context, old.Length - last.OldStart - last.OldCount);
        var oldCount = last.OldStart + last.OldCount + trail - (first.OldStart - lead);
        var newCount = last.NewStart + last.NewCount + trail - (first.NewStart - lead);
        text.Append("@@ -").Append(Range(first.OldStart - lead, oldCount))
            .Append(" +").Append(Range(first.NewStart - lead, newCount)).Append(" @@\n");

        var at = first.OldStart - lead;
        foreach (var block in blocks)
        {
            Lines(text, ' ', old.AsSpan(at, block.OldStart - at));
            Lines(text, '-', old.AsSpan(block.OldStart, block.OldCount));
            Lines(text, '+', now.AsSpan(block.NewStart, block.NewCount));
            at = block.OldStart + block.OldCount;
        }
        Lines(text, ' ', old.AsSpan(at, trail));
    }

    private static string Range(int start, int count) => count switch
    {
        0 => $"{start},0",
        1 => $"{start + 1}",
        _ => $"{start + 1},{count}",
    };

    private static void Lines(StringBuilder text, char sign, ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            var ended = line.EndsWith('\n');
            text.Append(sign).Append(VisibleText.Escape(ended ? line[..^1] : line)).Append('\n');
            if (!ended)
                text.Append("\\ No newline at end of file\n");
        }
    }
}
