using System.Text;

namespace Argo.Artifacts;

/// <summary>Puts a scaffold into lines for people, who count steps from 1.</summary>
internal static class ScaffoldSummary
{
    public static string Of(RollbackScaffold scaffold)
    {
        var text = new StringBuilder()
            .Append("Rollback guidance for ").AppendLine(scaffold.ExecutionId)
            .Append(scaffold.RollbackPossible
                ? "Possible by hand: "
                : "Not possible: ").AppendLine(scaffold.Reason);
        Section(text, "Warnings", scaffold.Warnings);
        if (!scaffold.IrreversibleSteps.IsEmpty)
            text.Append("Cannot be put back: step ").AppendLine(
                string.Join(", ", scaffold.IrreversibleSteps.Select(step => step + 1)));
        foreach (var hint in scaffold.Hints)
            Hint(text, hint);
        Section(text, "What to do", scaffold.ManualSteps);
        return text.AppendLine("Nothing of this is carried out by Argo.").Replace("\r\n", "\n").ToString();
    }

    private static void Hint(StringBuilder text, ScaffoldHint hint)
    {
        text.Append(hint.StepIndex is { } step
            ? $"Hint for step {step + 1}: "
            : "Hint: ").Append(hint.Description);
        text.AppendLine(hint.EstimatedDuration is { } duration ? $" ({duration})" : "");
        foreach (var (number, action) in hint.Actions.Index())
            text.Append("  ").Append(number + 1).Append(". ").AppendLine(action);
        foreach (var (name, value) in hint.RequiredInputs)
            text.Append("  needs ").Append(name).Append(": ").AppendLine(value);
        foreach (var risk in hint.Risks)
            text.Append("  risk: ").AppendLine(risk);
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        if (lines.Any())
            text.Append(title).AppendLine(":");
        foreach (var line in lines)
            text.Append("  - ").AppendLine(line);
    }
}
