using Argo.Artifacts;
using Argo.Hosting;

namespace Argo.Cli.Screens;

/// <summary>A chain of custody as a tree: what came from what, and whether it still is what it was.</summary>
internal static class TraceScreen
{
    public static void Show(Screen screen, CustodyTrace trace)
    {
        foreach (var root in trace.Roots)
            Branch(screen, trace, root, lead: "", below: "");
        screen.Line();
        foreach (var node in trace.Broken)
            EvidenceScreen.ShowBroken(screen, Name(node), node.Broken!);
        if (trace.IsIntact)
            screen.Line("Intact: every link that the store keeps was recomputed from its bytes.", Ink.Good);
    }

    private static void Branch(Screen screen, CustodyTrace trace, CustodyNode node, string lead, string below)
    {
        var (mark, ink) = Mark(node.Status);
        var detail = node.Detail.Length > 0 ? $": {Visible.Line(node.Detail)}" : "";
        var asked = node.Id == trace.Id && node.Kind == trace.Kind ? "  <- asked" : "";
        screen.Line($"{mark}{lead}{Name(node)}{detail}{asked}", ink);
        foreach (var (index, child) in node.Children.Index())
        {
            var isLast = index == node.Children.Length - 1;
            Branch(screen, trace, child, $"{below}{(isLast ? "└ " : "├ ")}", $"{below}{(isLast ? "  " : "│ ")}");
        }
    }

    /// <summary>What belongs to the execution above it needs no id of its own.</summary>
    private static string Name(CustodyNode node) => node.Kind switch
    {
        EvidenceKind.Undo or EvidenceKind.Record or EvidenceKind.Receipt or EvidenceKind.LogEntry
            when node.Status is not CustodyStatus.Missing => Words.Of(node.Kind),
        _ => $"{Words.Of(node.Kind)} {Visible.Line(node.Id)}",
    };

    private static (string Mark, Ink Ink) Mark(CustodyStatus status) => status switch
    {
        CustodyStatus.Intact => ("ok   ", Ink.Plain),
        CustodyStatus.Named => ("-    ", Ink.Faint),
        CustodyStatus.Missing => ("GONE ", Ink.Bad),
        _ => ("BAD  ", Ink.Bad),
    };
}
