using Argo.Hosting;

namespace Argo.Cli.Screens;

/// <summary>What the doctor found, for people: a line a thing, and under each problem what to do.</summary>
internal static class DoctorScreen
{
    public static void Show(Screen screen, DoctorReport report)
    {
        foreach (var finding in report.Findings)
        {
            var (mark, ink) = Mark(finding.Status);
            var check = finding.Check.Replace('_', ' ');
            screen.Line(
                $"{mark} {check} {Visible.Line(finding.Subject)}: {Visible.Line(finding.Detail)}", ink);
            if (finding.Remedy is { } remedy)
                screen.Line($"     -> {Visible.Line(remedy)}");
        }

        var problems = report.Findings.Count(finding => finding.Status is DoctorStatus.Problem);
        screen.Line();
        screen.Line(
            report.IsSound ? "Sound: nothing needs a person."
                : $"{Words.Count(problems, "problem")} for a person to see to.",
            report.IsSound ? Ink.Good : Ink.Bad);
    }

    private static (string Mark, Ink Ink) Mark(DoctorStatus status) => status switch
    {
        DoctorStatus.Ok => ("ok  ", Ink.Plain),
        DoctorStatus.Note => ("note", Ink.Warning),
        _ => ("BAD ", Ink.Bad),
    };
}
