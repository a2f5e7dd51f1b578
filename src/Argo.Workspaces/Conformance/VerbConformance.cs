using System.Collections.Immutable;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Actions;

namespace Argo.Workspaces.Conformance;

/// <summary>
/// Checks a host's own verb, in the host's tests: that it can be simulated, executed and undone as Argo
/// promises. Each check runs in a new directory of its own, which is removed at the end.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>The reader takes the step, and writes it as it read it.</item>
/// <item>The dry run succeeds, changes nothing, and predicts the same when it is repeated.</item>
/// <item>What is predicted is what is found after the execution, and nothing else changes.</item>
/// <item>The undo gives the tree back byte by byte, also when the step was only staged, and when another
/// process undoes it.</item>
/// <item>To repeat the undo is harmless.</item>
/// </list>
/// </remarks>
public static class VerbConformance
{
    /// <summary>Checks one step of a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="step">A step of it, whose preconditions the tree meets.</param>
    /// <param name="makeTree">Fills the empty directory whose path it is given; called once a check.</param>
    /// <returns>What is wrong, each in a sentence; empty when nothing is.</returns>
    /// <exception cref="ArgumentException">The verb cannot be added to Argo's.</exception>
    public static ImmutableArray<string> Check(Verb verb, PlanStep step, Action<string> makeTree)
    {
        ArgumentNullException.ThrowIfNull(verb);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(makeTree);
        var verbs = VerbHandlers.BuiltIn.With(verb);
        var problems = ImmutableArray.CreateBuilder<string>();
        if (PlanOf(step, verbs.Catalog, problems) is not { } plan)
            return problems.ToImmutable();
        foreach (var scenario in Enum.GetValues<ConformanceScenario>())
        {
            using var run = new ConformanceRun(plan, verb, verbs, makeTree);
            problems.AddRange(run.Problems(scenario).Select(problem => $"{Words(scenario)}: {problem}"));
        }

        return problems.ToImmutable();
    }

    private static ExecutionPlanArtifact? PlanOf(
        PlanStep step, VerbCatalog verbs, ImmutableArray<string>.Builder problems)
    {
        var plan = new ExecutionPlanArtifact { PlanId = "conformance", Steps = [step] };
        try
        {
            var read = PlanReader.Read(ArtifactJson.WriteUtf8(plan), verbs: verbs);
            var again = PlanReader.Read(ArtifactJson.WriteUtf8(read), verbs: verbs);
            if (ArtifactDigest.Of(read) == ArtifactDigest.Of(again))
                return read;
            problems.Add("reading: the plan is another one after it was written and read again.");
        }
        catch (ArtifactFormatException refused)
        {
            problems.Add($"reading: the step is refused: {refused.Message}");
        }

        return null;
    }

    private static string Words(ConformanceScenario scenario) => scenario switch
    {
        ConformanceScenario.DryRun => "dry run",
        ConformanceScenario.Staged => "undo of a step that was only staged",
        ConformanceScenario.Applied => "execution and undo",
        _ => "undo by another process",
    };
}
