using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
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
            : $"{Visible.Line(subject)} ({Word.Of(verdict.Kind)})";
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
            ShowBroken(screen, $"{Word.Of(one.Kind)} {Visible.Line(one.Id ?? "")}".TrimEnd(), one.Broken!);
        var looked = $"{Words.Count(verdict.Executions, "execution")}, "
            + $"{Words.Count(verdict.Artifacts, "artifact")}, a log of {Words.Count(verdict.LogSize, "end")}";
        screen.Line(
            verdict.IsIntact
                ? $"Intact: {looked}."
                : $"{Words.Count(verdict.Broken.Length, "thing")} altered, of {looked}.",
            verdict.IsIntact ? TextStyle.Good : TextStyle.Bad);
        screen.Line($"root {verdict.RootHash}");
    }

    /// <summary>A document between what holds of it and what does not.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="name">What the document is called.</param>
    /// <param name="verdict">What verifying it came to.</param>
    /// <param name="document">Shows the document.</param>
    public static void ShowAround(
        Screen screen, string name, EvidenceVerdict verdict, Action<Screen> document)
    {
        if (verdict.Broken is { } broken)
            ShowBroken(screen, $"{name} ({Word.Of(verdict.Kind)})", broken);
        foreach (var line in verdict.Broken is null ? verdict.Checked : [])
            screen.Line($"ok  {Visible.Line(line)}", TextStyle.Good);
        if (verdict.Broken is null && Doubt(verdict) is { } doubt)
            screen.Line(doubt, TextStyle.Warning);
        screen.Line();
        document(screen);
        if (verdict.Broken is null)
            return;
        screen.Line();
        screen.Line("BROKEN: this is what the document says, and it cannot be trusted.", TextStyle.Bad);
    }

    /// <summary>What could not be verified, or does not hold; null where everything was and does.</summary>
    public static string? Doubt(EvidenceVerdict verdict) => verdict switch
    {
        { Broken: { } broken } => $"BROKEN: {Visible.Line(broken.Path)}: {Visible.Line(broken.Explanation)}",
        { IsInStore: true } or { Kind: EvidenceKind.LogHead or EvidenceKind.LogProof } => null,
        { Kind: EvidenceKind.Record } =>
            $"Not verified: who made it. A record is not signed, and {Absent(verdict)}. Its receipt is: "
            + "'argo verify FILE --receipt RECEIPT' compares the two.",
        _ => $"Not verified: that it belongs to a store of this host, as {Absent(verdict)}.",
    };

    private static string Absent(EvidenceVerdict verdict) => verdict.IsInStore is null
        ? "there is no store here that could keep it"
        : "the store here does not keep it";

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
