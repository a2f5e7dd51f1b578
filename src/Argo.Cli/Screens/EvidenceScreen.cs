using Argo.Artifacts;
using Argo.Hosting;

namespace Argo.Cli.Screens;

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

        screen.Line($"Intact: {name}", Ink.Good);
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
            verdict.IsIntact ? Ink.Good : Ink.Bad);
        screen.Line($"root {verdict.RootHash}");
    }

    public static void ShowBroken(Screen screen, string name, BrokenLink broken)
    {
        screen.Line($"BROKEN: {name}: {Visible.Line(broken.Path)}", Ink.Bad);
        screen.Line($"  {Visible.Line(broken.Explanation)}");
        if (broken.Explanation.Contains(broken.Found, StringComparison.Ordinal))
            return;
        screen.Line($"  expected {Visible.Line(broken.Expected)}");
        screen.Line($"  found    {Visible.Line(broken.Found)}");
    }
}
