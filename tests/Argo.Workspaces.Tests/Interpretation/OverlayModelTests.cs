using System.Globalization;
using System.Text;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Simulation.Overlays;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;

namespace Argo.Workspaces.Tests.Interpretation;

public sealed class OverlayModelTests
{
    private const int Rounds = 150;
    private const int StepsPerPlan = 25;

    /// <summary>Set ARGO_SEED to the number in a failure's message to run that case again.</summary>
    [Fact]
    public void Random_plans_on_random_trees_predict_what_a_simple_model_predicts()
    {
        var replay = Environment.GetEnvironmentVariable("ARGO_SEED");
        var first = replay is null ? Random.Shared.Next() : int.Parse(replay, CultureInfo.InvariantCulture);
        var done = 0;
        for (var round = 0; round < (replay is null ? Rounds : 1); round++)
            done += RunOne(first + round);
        Assert.True(
            done > 0 || replay is not null, "no step of any plan could be done: the generator is wrong");
    }

    private static int RunOne(int seed)
    {
        using var tree = new TempTree();
        var (plans, model) = (new RandomPlans(new Random(seed)), new ModelTree());
        Grow(tree, model, plans);
        using var disk = ConfinedRoot.Open(tree.Root);
        var book = new DiskObservations(disk,
            new FileDigests(disk, new MemoryDigestCache(), TimeProvider.System, default),
            new MemorySecretDigests(), new(), new ReservedPlaces(disk, []));
        var overlay = new Overlay(book);
        var around = new InterpretationContext(
            book, overlay, new PinningContents(null, new()), new UmaskModes(0),
            new());
        var interpreter = new StepInterpreter(around, VerbHandlers.BuiltIn);

        var (history, done) = (new StringBuilder($"ARGO_SEED={seed}\n{model}"), 0);
        for (var number = 1; number <= StepsPerPlan; number++)
        {
            var step = plans.Step() with { StepId = number };
            history.Append(CultureInfo.InvariantCulture,
                $"{step.ActionType} {step.Target} {step.Parameters.Destination} {step.Parameters}\n");
            var simulated = interpreter.Interpret(step).Simulated;
            var possible = model.Do(step);
            Assert.True(
                possible == (simulated.PreconditionStatus == PreconditionStatus.Met),
                $"{history}the model says {possible}, the interpreter: {simulated.PreconditionDetails}");
            Assert.True(Shown(model) == Shown(overlay),
                $"{history}model:\n{Shown(model)}overlay:\n{Shown(overlay)}");
            done += possible ? 1 : 0;
        }
        return done;
    }

    private static void Grow(TempTree tree, ModelTree model, RandomPlans plans)
    {
        for (var count = 0; count < 8; count++)
        {
            var (path, text, mode) = (plans.Path(), plans.Text(), plans.Mode());
            var isLink = plans.Coin(0.1);
            var step = isLink || plans.Coin() ? Some.Write(path, text, parents: true) : Some.Directory(path);
            if (model.Nodes.ContainsKey(path) || !model.Do(step))
                continue;
            if (isLink)
                (model.Nodes[path], _) = (new ModelTree.Node(EntryKind.Symlink, "elsewhere"),
                    MakeLink(tree, path));
            else if (step.ActionType == ActionType.Create)
                tree.Dir(path);
            else
                (model.Nodes[path], _) = (model.Nodes[path] with { Mode = mode }, tree.Put(path, text, mode));
        }
        foreach (var (path, node) in model.Nodes.Where(node => node.Value.Kind == EntryKind.Directory)
            .ToList())
        {
            File.SetUnixFileMode(tree.At(path), (UnixFileMode)Octal.Parse("0755"));
            model.Nodes[path] = node with { Mode = "0755" };
        }
    }

    private static TempTree MakeLink(TempTree tree, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(tree.At(path))!);
        return tree.Link(path, "elsewhere");
    }

    private static string Shown(ModelTree model) => string.Concat(model.Nodes.Select(n =>
        $"{n.Key} {n.Value.Kind} " + n.Value.Kind switch
        {
            EntryKind.File => $"{n.Value.Mode ?? "0666"} {DryRuns.Sha(n.Value.Text)}\n",
            EntryKind.Directory => $"{n.Value.Mode ?? "0777"}\n",
            _ => $"{n.Value.Text}\n",
        }));

    private static string Shown(Overlay overlay) => string.Concat(overlay.Below("").Select(b =>
    {
        var print = overlay.Print(b.Path!);
        Assert.Equal(b.Entry.Kind, print.Kind);
        return $"{b.Path} {print.Kind} " + print.Kind switch
        {
            EntryKind.File => $"{print.Mode} {print.Sha256}\n",
            EntryKind.Directory => $"{print.Mode}\n",
            _ => $"{print.LinkTarget}\n",
        };
    }));
}
