using Argo.Artifacts.Evidence;
using Argo.Artifacts.Records;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Rendering;

/// <summary>Verdicts for people: what holds in one line each, what does not in a sentence.</summary>
internal static class EvidenceScreen
{
    public static void Show(Screen screen, string subject, EvidenceVerdict verdict)
    {
        var name = verdict.Kind is EvidenceKind.Execution
            ? Visible.Line(subject)
            : $"{Visible.Line(subject)} ({Words.Of(verdict.Kind)})";
        if (verdict.Broken is { } broken)
        {
            ShowBroken(screen, name, broken);
            if (verdict.EventsIntact is { } events)
                screen.Line($"Events that are linked as they should be: {events}.");
            return;
        }

        screen.Line($"Intact: {name}", TextStyle.Good);
        foreach (var line in verdict.Checked)
            screen.Line($"  ok  {Visible.Line(line)}");
    }

    public static void Show(Screen screen, StoreVerdict verdict)
    {
        foreach (var one in verdict.Broken)
            ShowBroken(screen, $"{Words.Of(one.Kind)} {Visible.Line(one.Id ?? "")}".TrimEnd(), one.Broken!);
        var looked = $"{Words.Count(verdict.Executions, "execution")}, "
            + $"{Words.Count(verdict.Artifacts, "artifact")}, a log of {Words.Count(verdict.LogSize, "end")}";
        screen.Line(
            verdict.IsIntact
                ? $"Intact: {looked}."
                : $"{Words.Count(verdict.Broken.Length, "thing")} altered, of {looked}.",
            verdict.IsIntact ? TextStyle.Good : TextStyle.Bad);
        screen.Line($"root {verdict.RootHash}");
    }

    public static void ShowBroken(Screen screen, string name, BrokenLink broken)
    {
        screen.Line($"BROKEN: {name}: {Visible.Line(broken.Path)}", TextStyle.Bad);
        screen.Line($"  {Visible.Line(Sentence(broken.Explanation))}");
        screen.Line($"  expected {Visible.Line(broken.Expected)}");
        screen.Line($"  found    {Visible.Line(broken.Found)}");
    }

    /// <summary>Without the hashes in brackets: they get lines of their own.</summary>
    private static string Sentence(string explanation) =>
        explanation.IndexOf(" (expected ", StringComparison.Ordinal) is > 0 and var at
            && explanation.EndsWith(").", StringComparison.Ordinal)
                ? explanation[..at] + "."
                : explanation;
}
