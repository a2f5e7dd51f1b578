using Argo.Hosting.Diagnostics;

namespace Argo.Cli.Rendering;

/// <summary>What the doctor found, for people: a line a thing, and under each problem what to do.</summary>
internal static class DoctorScreen
{
    public static void Show(Screen screen, DoctorReport report)
    {
        foreach (var finding in report.Findings)
        {
            var (mark, style) = Mark(finding.Status);
            var check = finding.Check.Replace('_', ' ');
            screen.Line(
                $"{mark} {check} {Visible.Line(finding.Subject)}: {Visible.Line(finding.Detail)}", style);
            if (finding.Remedy is { } remedy)
                screen.Line($"     -> {Visible.Line(remedy)}");
        }

        var problems = report.Findings.Count(finding => finding.Status is DoctorStatus.Problem);
        screen.Line();
        screen.Line(
            report.IsSound ? "Sound: nothing needs a person."
                : $"{Words.Count(problems, "problem")} for a person to see to.",
            report.IsSound ? TextStyle.Good : TextStyle.Bad);
    }

    private static (string Mark, TextStyle Style) Mark(DoctorStatus status) => status switch
    {
        DoctorStatus.Ok => ("ok  ", TextStyle.Plain),
        DoctorStatus.Note => ("note", TextStyle.Warning),
        _ => ("BAD ", TextStyle.Bad),
    };
}
