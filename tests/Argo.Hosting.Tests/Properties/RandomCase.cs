using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Tests.Interpretation;
using Argo.TestSupport.Plans;
using Argo.Workspaces.TreeManifests;

namespace Argo.Hosting.Tests.Properties;

/// <summary>
/// A random tree, a random plan that can be done on it, and what goes wrong; all from one seed.
/// </summary>
internal sealed class RandomCase
{
    private readonly ModelTree _before = new();

    public RandomCase(int seed, string root)
    {
        var random = new Random(seed);
        var plans = new RandomPlans(random);
        Grow(root, plans);
        Plan = MakePlan(seed, random, plans);
        Mishap = random.Next(4) == 0 ? InjectedFault.None : (InjectedFault)random.Next(1, 6);
        MishapAt = Point(random, "stage", "flush", "swap", "swap", "swap", "swap");
        StrangerAt = random.Next(2) == 0 ? null
            : Point(random, "stage", "flush", "swap", "swap", "undo", "fence");
        SecondAt = random.Next(2) == 0 ? $"undo {random.Next(1, 4)}" : null;
        Stranger = new ForeignWriter(root, random);
        Decisions = random;
        Before = TreeManifest.Capture(root);
    }

    public ExecutionPlanArtifact Plan { get; }

    public InjectedFault Mishap { get; }

    /// <summary>The point at which it goes wrong, as phase and number.</summary>
    public string MishapAt { get; }

    /// <summary>The point at which the other program acts; null for never.</summary>
    public string? StrangerAt { get; }

    /// <summary>The point at which a call fails, once something has gone wrong; null for none.</summary>
    public string? SecondAt { get; }

    public ForeignWriter Stranger { get; }

    public Random Decisions { get; }

    public TreeManifest Before { get; }

    /// <summary>What is different from the tree after some of the steps, in the plan's order.</summary>
    public List<string> DifferencesAfter(string root, Func<int, bool> isDone)
    {
        var tree = Copy(_before);
        List<string> impossible =
        [
            .. Plan.Steps.Where(step => isDone(step.StepId) && !tree.Do(step))
                .Select(step => $"step {step.StepId} is said to be done, and the model cannot do it"),
        ];
        return [.. impossible, .. DiskTree.Differences(root, tree)];
    }

    public override string ToString() =>
        $"{Plan.OnFailure}, {Mishap} at {MishapAt}, again at {SecondAt}, "
        + $"stranger at {StrangerAt} {Stranger.Done}: "
        + string.Join("; ", Plan.Steps.Select(step =>
            $"{step.StepId} {step.ActionType.Name} {step.Target} {step.Parameters.Destination}"));

    private string Point(Random random, params string[] phases) =>
        $"{phases[random.Next(phases.Length)]} {random.Next(1, 2 * Plan.Steps.Length + 4)}";

    private void Grow(string root, RandomPlans plans)
    {
        for (var count = 0; count < 9; count++)
        {
            var (path, isFile) = (plans.Path(), plans.Coin(0.7));
            var step = isFile ? Some.Write(path, plans.Text(), parents: true) : Some.Directory(path);
            if (!_before.Do(step))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            if (isFile)
                File.WriteAllText(Path.Combine(root, path), step.Parameters.Content);
            else
                Directory.CreateDirectory(Path.Combine(root, path));
        }
        File.WriteAllText(Path.Combine(root, "outsider"), "in no plan");
        _before.Nodes["outsider"] = new(EntryKind.File, "in no plan");
    }

    private ExecutionPlanArtifact MakePlan(int seed, Random random, RandomPlans plans)
    {
        var steps = ImmutableArray.CreateBuilder<PlanStep>();
        for (var (tries, tree) = (0, Copy(_before)); tries < 40 && steps.Count < 6; tries++)
        {
            var step = plans.Step();
            if (tree.Do(step))
                steps.Add(step);
        }
        return Some.Plan([.. steps]) with
        {
            PlanId = $"plan-{seed}",
            Workspace = null,
            OnFailure = (OnFailure)random.Next(3),
        };
    }

    private static ModelTree Copy(ModelTree tree)
    {
        var copy = new ModelTree();
        foreach (var (path, node) in tree.Nodes)
            copy.Nodes[path] = node;
        return copy;
    }
}
