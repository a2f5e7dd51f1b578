using System.Reflection;
using System.Text;
using System.Text.Json;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Tests.Schemas;

namespace Argo.Artifacts.Tests.Actions;

/// <summary>What is derived from the descriptors of verbs, Argo's own and a host's.</summary>
public sealed class VerbCatalogTests
{
    private static readonly VerbDescriptor Archive = new()
    {
        Type = new("archive"),
        Meaning = "Puts a file away.",
        Parameters =
        [
            new()
            {
                Name = "into",
                Type = VerbParameterType.Path,
                Meaning = "the directory",
                WhenMissing = "name it",
                WrongNames = ["folder"],
            },
            new()
            {
                Name = "label",
                Type = VerbParameterType.Text,
                Meaning = "a word",
                Pattern = "^[a-z]+$",
                Rule = step => step.Parameters.Other.TryGetValue("label", out var label)
                    && label.ValueEquals("none") ? "must say something" : null,
            },
            new() { Name = "copies", Type = VerbParameterType.WholeNumber, Meaning = "how many" },
            new() { Name = "tags", Type = VerbParameterType.TextList, Meaning = "words" },
            new() { Name = "quiet", Type = VerbParameterType.Flag, Meaning = "no note", Default = "false" },
            KnownParameters.Mode,
        ],
        Risk = SafetyLevel.Cautious,
        InsteadOf = [new("use archive", "put_away stow")],
    };

    private static readonly VerbCatalog Own = VerbCatalog.BuiltIn.With(Archive);

    [Fact]
    public void Every_named_action_but_control_should_have_a_descriptor()
    {
        var named = typeof(ActionType).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (ActionType)field.GetValue(null)!);
        Assert.Equal(
            named.Where(action => action != ActionType.Control).OrderBy(action => action.Name),
            VerbCatalog.BuiltIn.Verbs.Select(verb => verb.Type).OrderBy(action => action.Name));
    }

    [Fact]
    public void Argo_s_own_descriptors_should_keep_the_rules_of_a_host_s() =>
        Assert.All(VerbCatalog.BuiltIn.Verbs, verb => Assert.Null(DescriptorRules.WhyNot(verb)));

    [Fact]
    public void Every_parameter_of_a_step_should_belong_to_a_verb()
    {
        var described = VerbCatalog.BuiltIn.Verbs.Concat(
                VerbCatalog.BuiltIn.Verbs.SelectMany(verb => verb.ByOperation.Values))
            .SelectMany(verb => verb.Parameters).Select(parameter => parameter.Name);
        Assert.Equal(
            StepParameter.All.Select(parameter => parameter.Name).Order(),
            described.Append("path").Distinct().Order());
    }

    [Fact]
    public void A_wrong_name_should_stand_for_one_verb_and_be_none_itself()
    {
        var wrong = VerbCatalog.BuiltIn.Verbs.SelectMany(verb => verb.InsteadOf)
            .SelectMany(advice => advice.Names.Split(' ')).ToList();
        Assert.Equal(wrong.Distinct(), wrong);
        Assert.All(wrong, name => Assert.Null(VerbCatalog.BuiltIn.Find(new(name))));
    }

    [Theory]
    [InlineData("""{"into":"old"}""")]
    [InlineData("""{"into":"old","label":"tax","copies":2,"tags":["a","b"],"quiet":true}""")]
    [InlineData("""{"into":"old","mode":"0600","path":"a"}""")]
    [InlineData("""{"into":"old","copies":-1,"tags":[]}""")]
    public void A_step_of_a_host_s_verb_should_be_taken_by_reader_and_schema(string parameters)
    {
        var plan = Plan(parameters);
        var read = PlanReader.Read(Encoding.UTF8.GetBytes(plan), verbs: Own);
        Assert.Empty(new SchemaCheck(ArtifactSchemas.Get("plan", Own)).Problems(plan));
        Assert.Equal("old", read.Steps[0].Parameters.Other["into"].GetString());
        var again = PlanReader.Check(read, verbs: Own);
        Assert.Equal(ArtifactDigest.Of(read), ArtifactDigest.Of(again));
        // what reads the store has no verbs of hosts, and must come to the same digest
        Assert.Equal(
            ArtifactDigest.Of(read),
            ArtifactDigest.Of(ArtifactJson.Read<ExecutionPlanArtifact>(ArtifactJson.WriteUtf8(read))));
    }

    [Theory]
    [InlineData("into", "is missing; name it", "{}")]
    [InlineData("into", "is missing; name it", """{"into":null}""")]
    [InlineData("into", "must not have '..' as a part", """{"into":"../up"}""")]
    [InlineData("into", "must be text", """{"into":7}""")]
    [InlineData("folder",
        "is not a parameter of archive; write into; it takes: into, label, copies, tags, quiet, mode",
        """{"into":"old","folder":"old"}""")]
    [InlineData("label", "must say something", """{"into":"old","label":"none"}""")]
    [InlineData("copies", "must be a whole number", """{"into":"old","copies":"two"}""")]
    [InlineData("tags", "must be a list", """{"into":"old","tags":"a"}""")]
    [InlineData("tags[1]", "must be text", """{"into":"old","tags":["a",1]}""")]
    [InlineData("quiet", "must be true or false", """{"into":"old","quiet":"no"}""")]
    [InlineData("mode", "must be four octal digits", """{"into":"old","mode":"600"}""")]
    [InlineData("content", "is not a parameter of archive", """{"into":"old","content":"x"}""")]
    public void A_step_of_a_host_s_verb_should_be_held_to_its_descriptor(
        string member, string problem, string parameters)
    {
        var refused = Assert.Throws<ArtifactFormatException>(
            () => PlanReader.Read(Encoding.UTF8.GetBytes(Plan(parameters)), verbs: Own));
        Assert.Equal($"steps[0].parameters.{member}", refused.Path);
        Assert.StartsWith(problem, refused.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"into":7}""")]
    [InlineData("""{"into":"old","label":"TAX"}""")]
    [InlineData("""{"into":"old","tags":["a",1]}""")]
    [InlineData("""{"into":"old","mode":"600"}""")]
    [InlineData("""{"into":"old","content":"x"}""")]
    public void The_schema_should_refuse_what_a_host_s_descriptor_rules_out(string parameters) =>
        Assert.NotEmpty(new SchemaCheck(ArtifactSchemas.Get("plan", Own)).Problems(Plan(parameters)));

    [Fact]
    public void A_host_s_verb_should_take_the_place_of_advice_and_give_its_own()
    {
        var touch = Archive with { Type = new("touch"), InsteadOf = [] };
        var notify = Archive with { Type = new("notify"), InsteadOf = [] };
        var verbs = VerbCatalog.BuiltIn.With(Archive, touch, notify);
        Assert.All([Archive, touch, notify], verb => Assert.Same(verb, verbs.Find(verb.Type)));
        Assert.False(verbs.ActsElsewhere(notify.Type));
        Assert.True(VerbCatalog.BuiltIn.ActsElsewhere(notify.Type));
        Assert.Equal("use archive", verbs.InsteadOf(new("stow")));
        Assert.Null(VerbCatalog.BuiltIn.InsteadOf(new("stow")));
    }

    [Fact]
    public void A_name_that_is_taken_should_be_refused()
    {
        var write = Assert.Throws<ArgumentException>(
            () => VerbCatalog.BuiltIn.With(Archive with { Type = ActionType.Write }));
        Assert.StartsWith(
            "There is a verb 'write' already, and a verb is never replaced; give yours another name.",
            write.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Own.With(Archive));
        Assert.Throws<ArgumentException>(() => VerbCatalog.BuiltIn.With(Archive, Archive));
    }

    public static TheoryData<string, VerbDescriptor> BadDescriptors => new()
    {
        { "needs a name in lower snake case", Archive with { Type = new("Put Away") } },
        { "needs a meaning", Archive with { Meaning = "" } },
        { "changes nothing, so its risk", Archive with { ChangesNothing = true } },
        {
            "two parameters of one name",
            Archive with { Parameters = [KnownParameters.Mode, KnownParameters.Mode] }
        },
        { "'colour', which is not a parameter of it", Archive with { AtLeastOneOf = ["label", "colour"] } },
        { "which is Argo's own with another type", WithParameter("content", VerbParameterType.Flag) },
        { "of a type that only KnownParameters", WithParameter("note", VerbParameterType.SecretText) },
        { "needs a name in lower snake case", WithParameter("Note", VerbParameterType.Text) },
    };

    [Theory]
    [MemberData(nameof(BadDescriptors))]
    public void A_descriptor_that_plans_cannot_be_held_against_should_be_refused(
        string problem, VerbDescriptor descriptor) =>
        Assert.Contains(
            problem,
            Assert.Throws<ArgumentException>(() => VerbCatalog.BuiltIn.With(descriptor)).Message,
            StringComparison.Ordinal);

    private static VerbDescriptor WithParameter(string name, VerbParameterType type) =>
        Archive with { Parameters = [new() { Name = name, Type = type, Meaning = "a thing" }] };

    private static string Plan(string parameters) =>
        $$"""
        {"plan_id":"p","steps":[
            {"step_id":1,"action_type":"archive","target":"a","parameters":{{parameters}}}]}
        """;
}
