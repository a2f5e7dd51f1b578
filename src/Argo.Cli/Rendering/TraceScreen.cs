using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Rendering;

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
            screen.Line(
                "Intact: every link that the store keeps was recomputed from its bytes.", TextStyle.Good);
    }

    private static void Branch(Screen screen, CustodyTrace trace, CustodyNode node, string lead, string below)
    {
        var (mark, style) = Mark(node.Status);
        var detail = node.Detail.Length > 0 ? $": {Visible.Line(node.Detail)}" : "";
        var asked = node.Id == trace.Id && node.Kind == trace.Kind ? "> " : "  ";
        screen.Line($"{mark}{asked}{lead}{Name(node)}{detail}", style);
        foreach (var (index, child) in node.Children.Index())
        {
            var isLast = index == node.Children.Length - 1;
            Branch(screen, trace, child, $"{below}{(isLast ? "└ " : "├ ")}",
                $"{below}{(isLast ? "  " : "│ ")}");
        }
    }

    /// <summary>What belongs to the execution above it needs no id of its own.</summary>
    private static string Name(CustodyNode node) => node.Kind switch
    {
        EvidenceKind.Undo or EvidenceKind.Record or EvidenceKind.Receipt or EvidenceKind.LogEntry
            when node.Status is not CustodyStatus.Missing => Word.Of(node.Kind),
        _ => $"{Word.Of(node.Kind)} {Visible.Line(node.Id)}",
    };

    private static (string Mark, TextStyle Style) Mark(CustodyStatus status) => status switch
    {
        CustodyStatus.Intact => ("ok  ", TextStyle.Plain),
        CustodyStatus.Named => ("-   ", TextStyle.Faint),
        CustodyStatus.Missing => ("GONE", TextStyle.Bad),
        _ => ("BAD ", TextStyle.Bad),
    };
}
