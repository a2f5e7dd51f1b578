using System.Text;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Records;

/// <summary>Puts a scaffold into lines for people, with the plan's own numbers of its steps.</summary>
internal static class ScaffoldSummary
{
    public static string Of(RollbackScaffold scaffold, ExecutionPlanArtifact? plan)
    {
        var text = new StringBuilder()
            .Append("Rollback guidance for ").AppendLine(scaffold.ExecutionId)
            .Append(scaffold.RollbackPossible
                ? "Possible by hand: "
                : "Not possible: ").AppendLine(scaffold.Reason);
        Section(text, "Warnings", scaffold.Warnings);
        if (!scaffold.IrreversibleSteps.IsEmpty)
            text.Append("Cannot be put back: step ").AppendLine(
                string.Join(", ", scaffold.IrreversibleSteps.Select(step => NumberOf(step, plan))));
        foreach (var hint in scaffold.Hints)
            Hint(text, hint, plan);
        Section(text, "What to do", scaffold.ManualSteps);
        return text.AppendLine("Nothing of this is carried out by Argo.").Replace("\r\n", "\n").ToString();
    }

    /// <param name="index">The step's place in the plan, from 0.</param>
    /// <param name="plan">The plan, if it is known.</param>
    private static int NumberOf(int index, ExecutionPlanArtifact? plan) =>
        index < plan?.Steps.Length ? plan.Steps[index].StepId : index + 1;

    private static void Hint(StringBuilder text, ScaffoldHint hint, ExecutionPlanArtifact? plan)
    {
        text.Append(hint.StepIndex is { } step
            ? $"Hint for step {NumberOf(step, plan)}: "
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
