using System.Text;
using System.Text.Json;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Conformance;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;

namespace Argo.Workspaces.Tests.Actions;

/// <summary>Verbs that a host adds, and the kit by which it checks them.</summary>
public sealed class HostVerbTests : IDisposable
{
    private readonly TempTree _tree =
        new TempTree().Put("notes/a.txt", "one\ntwo\n").Dir("old").Put("b.txt", "b");

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("""{"into":"old/tax"}""")]
    [InlineData("""{"into":"old/tax","tags":["x"],"lines":1,"closed":true}""")]
    [InlineData("""{"into":"very/deep/down","create_parents":true}""")]
    public void A_verb_of_several_changes_should_conform(string parameters) => Assert.Empty(
        VerbConformance.Check(ArchiveVerb.Verb, Step(parameters), MakeTree));

    [Fact]
    public void A_verb_on_one_path_should_conform_whatever_it_does_there()
    {
        Conforms(step => step.PutFile("notes/a.txt", "new"u8.ToArray()));
        Conforms(step => step.PutFile("new.txt", "new"u8.ToArray(), 0b111_101_101));
        Conforms(step => step.MakeDirectory("fresh"));
        Conforms(step => step.Remove("b.txt"));
        Conforms(step => step.Remove("notes", recursive: true));
        Conforms(step => step.Move("notes", "old/notes"));
        Conforms(step => step.SetMode("b.txt", 0b100_000_000));
        Conforms(step =>
        {
            step.Remove("notes", recursive: true);
            step.PutFile("b.txt", "b2"u8.ToArray());
            step.SetMode("old", 0b111_000_000);
        });
    }

    [Fact]
    public void A_verb_that_only_looks_should_conform()
    {
        var looks = new VerbDescriptor { Type = new("peek"), Meaning = "Looks.", ChangesNothing = true };
        var verb = new Verb(looks, new Handler(step => Assert.Equal("b"u8, step.Read("b.txt")!)));
        Assert.Empty(VerbConformance.Check(verb, Some.Step(looks.Type, "b.txt"), MakeTree));
        var changes = verb with { Handler = new Handler(step => Said(step, one => one.Remove("b.txt"))) };
        Assert.Contains(
            "said to change nothing, and its handler drafts changes", OnlyProblem(changes));
    }

    [Fact]
    public void A_verb_whose_prediction_changes_from_call_to_call_should_not_conform()
    {
        var calls = 0;
        var problems = VerbConformance.Check(
            Verb(step => step.PutFile("b.txt", Encoding.UTF8.GetBytes($"{calls++}"))), AnyStep, MakeTree);
        Assert.Contains(problems, problem => problem.Contains(
            "dry run: repeated on the same tree, it predicts something else", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("cannot be staged", StringComparison.Ordinal));
    }

    [Fact]
    public void A_verb_that_acts_by_itself_should_not_conform()
    {
        string? root = null;
        var problems = VerbConformance.Check(
            Verb(step =>
            {
                File.AppendAllText(Path.Combine(root!, "old", "log"), "x"); // behind Argo's back
                step.PutFile("b.txt", "new"u8.ToArray());
            }),
            AnyStep,
            made => MakeTree(root = made));
        Assert.Contains(problems, problem => problem.StartsWith(
            "dry run: it changed the tree: 'old", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains(
            "does not give the tree back: 'old/log' was not there", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains(
            "'old/log' changed, which the dry run does not name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nothing said", "does not say what it changes and how that is undone")]
    [InlineData("twice", "it changes 'b.txt' twice in one step")]
    [InlineData("below", "it changes 'notes' and 'notes/a.txt', of which one is in the other")]
    [InlineData("above", "it changes 'notes/a.txt' and 'notes', of which one is in the other")]
    [InlineData("fails", "failed: out of ideas")]
    [InlineData("other parameter", "'mode' is not a parameter that only 'do_it' has")]
    public void A_handler_that_does_what_none_may_should_block_the_step(string how, string reason)
    {
        var verb = new Verb(Descriptor, new Handler(step =>
        {
            if (how == "nothing said")
                step.PutFile("b.txt", default);
            else
                Said(step, Misbehave);
        }));
        Assert.Contains(reason, OnlyProblem(verb), StringComparison.Ordinal);

        void Misbehave(VerbStep step)
        {
            step.SetMode("b.txt", 0b110_000_000);
            if (how == "twice")
                step.PutFile("b.txt", default);
            else if (how == "fails")
                throw new ArithmeticException("out of ideas.");
            else if (how == "other parameter")
                step.Text("mode");
            else if (how == "below")
            {
                step.Remove("notes", recursive: true);
                step.PutFile("notes/a.txt", default);
            }
            else
            {
                step.PutFile("notes/a.txt", default);
                step.Remove("notes", recursive: true);
            }
        }
    }

    [Fact]
    public void What_a_drafted_change_needs_should_be_checked_for_the_handler()
    {
        Assert.Contains("'old' is a directory", Blocked(step => step.PutFile("old", default)));
        Assert.Contains("parent directory 'x' is not there", Blocked(step => step.PutFile("x/y", default)));
        Assert.Contains("'b.txt' is already there", Blocked(step => step.MakeDirectory("b.txt")));
        Assert.Contains("'x' is not there", Blocked(step => step.Remove("x")));
        Assert.Contains("is a directory; set", Blocked(step => step.Remove("notes")));
        Assert.Contains("'b.txt' is already there", Blocked(step => step.Move("notes/a.txt", "b.txt")));
        Assert.Contains("is 'notes' itself or in it", Blocked(step => step.Move("notes", "notes/in")));
        Assert.Contains("only files and directories have", Blocked(step => step.SetMode("x", 0b110_000_000)));
        Assert.Contains("'old' is a directory", Blocked(step => step.Read("old")));
        Assert.Contains("it is late; wait", Blocked(step => step.Need(false, "", "it is late; wait")));
    }

    [Fact]
    public void A_plan_made_in_code_should_be_held_to_the_descriptor_by_the_dry_run()
    {
        var report = _tree.DryRun(
            Some.Plan(Some.Step(ArchiveVerb.Verb.Descriptor.Type, "b.txt")), With(ArchiveVerb.Verb));
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Equal("parameters.into is missing; name the directory", report.Step(1).PreconditionDetails);
    }

    [Fact]
    public void A_step_should_have_the_verb_s_own_risk_at_least()
    {
        Assert.Equal(SafetyLevel.Risky, RiskOf(SafetyLevel.Safe));
        Assert.Equal(SafetyLevel.Critical, RiskOf(SafetyLevel.Critical));

        SafetyLevel RiskOf(SafetyLevel said) => _tree.DryRun(
            Some.Plan(AnyStep),
            With(new Verb(Descriptor with { Risk = SafetyLevel.Risky }, new Handler(step =>
            {
                step.Remove("b.txt");
                step.Describe("takes it away", "Puts it back.", said);
            })))).Step(1).RiskLevel;
    }

    [Fact]
    public void A_verb_should_be_unknown_to_whoever_has_not_added_it()
    {
        var step = _tree.DryRun(AnyStep).Step(1);
        Assert.False(step.CanSimulate);
        Assert.Contains(
            "'do_it' is no action that Argo knows; Argo knows chmod", step.SimulationBlockedReason);
    }

    [Fact]
    public void A_name_that_is_taken_should_be_refused() => Assert.StartsWith(
        "There is a verb 'write' already",
        Assert.Throws<ArgumentException>(() => VerbHandlers.BuiltIn.With(
            new Verb(Descriptor with { Type = ActionType.Write }, new Handler(_ => { })))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Every_descriptor_should_have_a_handler_and_the_reverse()
    {
        Assert.All(
            VerbCatalog.BuiltIn.Verbs, verb => Assert.NotNull(VerbHandlers.BuiltIn.Find(verb.Type)));
        // that no handler lacks a descriptor, the constructor checks
        Assert.Same(VerbCatalog.BuiltIn, VerbHandlers.BuiltIn.Catalog);
    }

    private static VerbDescriptor Descriptor => new() { Type = new("do_it"), Meaning = "Does it." };

    private static PlanStep AnyStep => Some.Step(Descriptor.Type, "b.txt");

    private static Verb Verb(Action<VerbStep> interpret) =>
        new(Descriptor, new Handler(step => Said(step, interpret)));

    private static void Said(VerbStep step, Action<VerbStep> interpret)
    {
        interpret(step);
        step.Describe("does it", "Undoes it.");
    }

    private static void Conforms(Action<VerbStep> interpret) =>
        Assert.Empty(VerbConformance.Check(Verb(interpret), AnyStep, MakeTree));

    private static string OnlyProblem(Verb verb) => Assert.Single(VerbConformance
        .Check(verb, Some.Step(verb.Descriptor.Type, "b.txt"), MakeTree)
        .Select(problem => problem[problem.IndexOf(':', StringComparison.Ordinal)..]).Distinct());

    private string Blocked(Action<VerbStep> interpret)
    {
        var report = _tree.DryRun(Some.Plan(AnyStep), With(Verb(interpret)));
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        return report.Step(1).PreconditionDetails;
    }

    private static SimulatorOptions With(Verb verb) => new() { Verbs = VerbHandlers.BuiltIn.With(verb) };

    private static PlanStep Step(string parameters) => Some.Step(
        ArchiveVerb.Verb.Descriptor.Type,
        "notes/a.txt",
        JsonSerializer.Deserialize<StepParameters>(parameters)!);

    private static void MakeTree(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "notes", "sub"));
        Directory.CreateDirectory(Path.Combine(root, "old"));
        File.WriteAllText(Path.Combine(root, "notes", "a.txt"), "one\ntwo\n");
        File.WriteAllText(Path.Combine(root, "b.txt"), "b");
        File.CreateSymbolicLink(Path.Combine(root, "notes", "sub", "link"), "../a.txt");
    }

    private sealed class Handler(Action<VerbStep> interpret) : IVerbHandler
    {
        public void Interpret(VerbStep step) => interpret(step);
    }
}
