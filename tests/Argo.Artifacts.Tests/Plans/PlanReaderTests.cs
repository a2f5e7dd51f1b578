using System.Text;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Tests.Plans;

public sealed class PlanReaderTests
{
    [Theory]
    [InlineData("/etc/passwd", "must be relative to the workspace")]
    [InlineData("C:/temp", "must be relative to the workspace")]
    [InlineData("../up", "must not have '..' as a part")]
    [InlineData("a/../b", "must not have '..' as a part")]
    [InlineData("a/./b", "must not have '.' as a part")]
    [InlineData(".", "must not have '.' as a part")]
    [InlineData("", "must not be empty")]
    [InlineData("a//b", "must not have an empty part")]
    [InlineData("a/", "must not end with '/'")]
    [InlineData("a\\\\b", "must not contain a backslash")]
    [InlineData("a\\u0000b", "must not contain a NUL character")]
    [InlineData(".argo", "is Argo's own directory")]
    [InlineData(".argo/x", "is Argo's own directory")]
    [InlineData(".ARGO/x", "is Argo's own directory")]
    [InlineData(".ar\\u200dgo", "is Argo's own directory")]
    public void Targets_should_stay_inside_the_workspace(string path, string problem)
    {
        Refused("steps[0].target", problem, $$"""{"step_id":1,"action_type":"read","target":"{{path}}"}""");
        Refused("steps[0].parameters.destination", problem,
            $$"""{"step_id":1,"action_type":"move","target":"a.txt","parameters":{"destination":"{{path}}"} }""");
        Refused("steps[0].parameters.original", problem,
            $$"""{"step_id":1,"action_type":"create","operation":"backup_existing","target":"a.bak","parameters":{"original":"{{path}}"} }""");
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("...")]
    [InlineData("sub/.argo")]
    [InlineData(".argonaut")]
    [InlineData("name with spaces")]
    [InlineData("größe/日本")]
    public void Targets_that_only_look_odd_should_be_taken(string path) =>
        Assert.Equal(
            path, Read($$"""{"step_id":1,"action_type":"read","target":"{{path}}"}""").Steps[0].Target);

    [Fact]
    public void Targets_should_have_the_lengths_that_file_systems_take()
    {
        var part = new string('é', 127) + "a"; // 255 bytes
        Assert.Null(WorkspacePath.WhyNot(part));
        Assert.Contains("longer than 255 bytes", WorkspacePath.WhyNot(part + "a"), StringComparison.Ordinal);
        var path = string.Join('/', Enumerable.Repeat(part, 16)); // 4095 bytes
        Assert.Null(WorkspacePath.WhyNot(path));
        Assert.Contains(
            "longer than 4095 bytes", WorkspacePath.WhyNot("a/" + path), StringComparison.Ordinal);
        Assert.Contains("surrogate", WorkspacePath.WhyNot("a\ud800"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steps[0].target", "is missing; add it", """{"step_id":1,"action_type":"read"}""")]
    [InlineData("steps[0].step_id", "is missing; add it", """{"target":"a","action_type":"read"}""")]
    [InlineData("steps[0].step_id", "must be a whole number",
        """{"step_id":"1","target":"a","action_type":"read"}""")]
    [InlineData("steps[0].step_id", "must not be negative",
        """{"step_id":-1,"target":"a","action_type":"read"}""")]
    [InlineData("steps[0].step_id", "must not be 0; number the steps from 1",
        """{"step_id":0,"target":"a","action_type":"read"}""")]
    [InlineData("steps[0].action_type", "must be an action's name",
        """{"step_id":1,"target":"a","action_type":"Format Disk"}""")]
    [InlineData("steps[0].safety_level", "must be one of: safe, cautious, risky, critical",
        """{"step_id":1,"target":"a","action_type":"read","safety_level":"SAFE"}""")]
    [InlineData("steps[0].irreversible", "must be true or false",
        """{"step_id":1,"target":"a","action_type":"read","irreversible":"no"}""")]
    [InlineData("steps[0].irreversibel", "is not known here; known are: step_id, action_type",
        """{"step_id":1,"target":"a","action_type":"read","irreversibel":true}""")]
    [InlineData("steps[0].target", "appears twice; keep one",
        """{"step_id":1,"target":"a","target":"b","action_type":"read"}""")]
    [InlineData("steps[0].parameters.x", "appears twice; keep one",
        """{"step_id":1,"target":"a","action_type":"own","parameters":{"x":1,"x":2}}""")]
    [InlineData("steps[0].parameters[\"a b\"].c[1]", "has more digits than JSON numbers carry",
        """{"step_id":1,"target":"a","action_type":"own","parameters":{"a b":{"c":[1,12345678901234567890]}}}""")]
    [InlineData("steps[0].parameters", "must be an object",
        """{"step_id":1,"target":"a","action_type":"read","parameters":[]}""")]
    [InlineData("steps[0].constraints", "must be a list",
        """{"step_id":1,"target":"a","action_type":"read","constraints":"none"}""")]
    [InlineData("steps[0].rollback_hints[0].required_inputs.key", "must be text",
        """{"step_id":1,"target":"a","action_type":"read","rollback_hints":[{"description":"d","required_inputs":{"key":1}}]}""")]
    [InlineData("steps[0].timestamp", "belongs to plans of schema_version 1.2.0",
        """{"step_id":1,"target":"a","action_type":"read","timestamp":"2026-01-31T12:00:00+00:00"}""")]
    [InlineData("steps[0]", "must be an object", "7")]
    public void Steps_should_be_whole(string path, string problem, string step) =>
        Refused(path, problem, step);

    [Theory]
    [InlineData(
        "steps[0].parameters.recursive",
        "is not a parameter of write; it takes: "
            + "content, content_base64, content_from, mode, create_parents", "write",
        """{"content":"x","recursive":true}""")]
    [InlineData("steps[0].parameters.contents",
        "is not a parameter of write; write content; it takes: content,", "write", """{"contents":"x"}""")]
    [InlineData("steps[0].parameters.find",
        "is not a parameter of modify; write edits: [{\"find\": ..., \"replace\": ...}]; it takes: edits,",
        "modify", """{"find":"a","replace":"b"}""")]
    [InlineData("steps[0].parameters.colour", "is not a parameter of write; it takes: content,", "write",
        """{"colour":"x"}""")]
    [InlineData("steps[0].parameters.content", "is not a parameter of read; it takes none", "read",
        """{"content":"x"}""")]
    [InlineData("steps[0].parameters", "must have exactly one of content, content_base64 and content_from",
        "write", "{}")]
    [InlineData(
        "steps[0].parameters", "must have exactly one of content, content_base64 and content_from", "write",
        """{"content":"x","content_base64":"eA=="}""")]
    [InlineData("steps[0].parameters.content", "must be text", "write", """{"content":5}""")]
    [InlineData("steps[0].parameters.content_base64", "is not valid base64", "write",
        """{"content_base64":"***"}""")]
    [InlineData("steps[0].parameters.content_from", "must be relative", "write",
        """{"content_from":"/etc/shadow"}""")]
    [InlineData("steps[0].parameters.mode", "must be four octal digits, such as 0644", "write",
        """{"content":"x","mode":"644"}""")]
    [InlineData("steps[0].parameters.mode", "must be four octal digits, such as 0644", "write",
        """{"content":"x","mode":"w"}""")]
    [InlineData("steps[0].parameters.mode", "must be text", "chmod", """{"mode":644}""")]
    [InlineData("steps[0].parameters.mode", "is missing", "chmod", "{}")]
    [InlineData("steps[0].parameters.kind", "must be file or directory", "create",
        """{"kind":"folder"}""")]
    [InlineData("steps[0].parameters.kind", "must be file or directory", "create", """{"kind":"symlink"}""")]
    [InlineData("steps[0].parameters.recursive", "must be true or false", "delete",
        """{"recursive":"yes"}""")]
    [InlineData("steps[0].parameters", "must have at least one of edits, append and prepend", "modify",
        """{"edits":[]}""")]
    [InlineData("steps[0].parameters.edits[1].find", "is missing; add it", "modify",
        """{"edits":[{"find":"a","replace":"b"},{"replace":"b"}]}""")]
    [InlineData("steps[0].parameters.edits[0].find", "must not be empty", "modify",
        """{"edits":[{"find":"","replace":"b"}]}""")]
    [InlineData("steps[0].parameters.edits[0].count", "must be at least 1", "modify",
        """{"edits":[{"find":"a","replace":"b","count":0}]}""")]
    [InlineData("steps[0].parameters.edits", "must be a list", "modify", """{"edits":{}}""")]
    [InlineData("steps[0].parameters.destination", "is missing", "move", "{}")]
    [InlineData("steps[0].parameters.destination", "must differ from the target", "copy",
        """{"destination":"a.txt"}""")]
    [InlineData("steps[0].parameters.original", "is not a parameter of create", "create",
        """{"original":"b.txt"}""")]
    [InlineData("steps[0].parameters.path", "must equal the target", "read", """{"path":"b.txt"}""")]
    public void Parameters_should_be_those_of_the_action(
        string path, string problem, string action, string parameters) =>
        Refused(
            path, problem,
                $$"""{"step_id":1,"target":"a.txt","action_type":"{{action}}","parameters":{{parameters}}}""");

    [Fact]
    public void Only_a_create_step_should_be_a_backup() =>
        Refused(
            "steps[0].parameters.original",
            "is not a parameter of copy",
            """
            {"step_id":1,"target":"a","action_type":"copy","operation":"backup_existing","parameters":{"original":"b"}}
            """);

    [Fact]
    public void Parameters_that_only_say_their_default_should_be_taken_and_dropped()
    {
        var plan = Read(
            """{"step_id":1,"target":"a","action_type":"delete","parameters":{"recursive":false,"mode":null,"path":"a"}}""");
        Assert.Empty(plan.Steps[0].Parameters.Other);
        Assert.Equal("a", plan.Steps[0].Parameters.Path);
    }

    [Theory]
    [InlineData("send_mail")]
    [InlineData("control")]
    public void Actions_of_hosts_should_keep_every_parameter(string action)
    {
        const string Parameters = """{"mode":7,"kind":"folder","edits":"many","recursive":false,"content":"x","to":["a",{"b":null}],"size":1.50}""";
        var plan =
            Read($$"""{"step_id":1,"target":"a","action_type":"{{action}}","parameters":{{Parameters}}}""");
        var written = Some.Json(ArtifactJson.Write(plan.Steps[0].Parameters));
        Assert.Equal(CanonicalJson.Of(Some.Json(Parameters)), CanonicalJson.Of(written));
        Assert.Equal("x", plan.Steps[0].Parameters.Content);
        Assert.Equal(
            ArtifactDigest.Of(plan), ArtifactDigest.Of(PlanReader.Read(ArtifactJson.WriteUtf8(plan))));
    }

    [Fact]
    public void Control_steps_may_name_what_is_not_a_path() =>
        Assert.Equal(
            "/usr/bin/vim", Read(
                """{"step_id":1,"target":"/usr/bin/vim","action_type":"control"}""").Steps[0].Target);

    [Theory]
    [InlineData("plan_id", "is missing; add it", """{"steps":[]}""")]
    [InlineData("plan_id", "must not be empty", """{"plan_id":"","steps":[]}""")]
    [InlineData("plan_id", "must begin with a letter or digit", """{"plan_id":"../x","steps":[]}""")]
    [InlineData("steps", "is empty; give at least one step", """{"plan_id":"p","steps":[]}""")]
    [InlineData("steps", "is empty; give at least one step", """{"plan_id":"p"}""")]
    [InlineData("workspace", "must have 1 to 255 letters",
        """{"plan_id":"p","workspace":"","steps":[{"step_id":1,"target":"a","action_type":"read"}]}""")]
    [InlineData("on_failure", "must be one of: rollback, stop, continue",
        """{"plan_id":"p","on_failure":"ignore"}""")]
    [InlineData("schema_version", "\"3.1.4\" is not known", """{"plan_id":"p","schema_version":"3.1.4"}""")]
    [InlineData("created_at", "must say its offset from UTC",
        """{"plan_id":"p","created_at":"2026-01-31T12:00:00"}""")]
    [InlineData("derived_from", "belongs to plans of schema_version 1.2.0",
        """{"plan_id":"p","derived_from":"intent","steps":[{"step_id":1,"target":"a","action_type":"read"}]}""")]
    [InlineData("steps[1].step_id", "is 1, which another step has",
        """{"plan_id":"p","steps":[{"step_id":1,"target":"a","action_type":"read"},{"step_id":1,"target":"a","action_type":"read"}]}""")]
    [InlineData("steps[1].step_id", "is 2 after 5",
        """{"plan_id":"p","steps":[{"step_id":5,"target":"a","action_type":"read"},{"step_id":2,"target":"a","action_type":"read"}]}""")]
    [InlineData("is_python", "is not known here", """{"plan_id":"p","is_python":true}""")]
    [InlineData("planid", "is not known here", """{"planid":"p"}""")]
    public void Plans_should_be_whole(string path, string problem, string json) =>
        RefusedPlan(path, problem, json);

    [Fact]
    public void Plans_made_in_code_should_be_held_to_the_same_rules()
    {
        var plan = Some.Plan with { Steps = [Some.WriteStep with { Target = "../up" }] };
        Assert.Equal(
            "steps[0].target", Assert.Throws<ArtifactFormatException>(() => PlanReader.Check(plan)).Path);
        Assert.Equal(ArtifactDigest.Of(Some.Plan), ArtifactDigest.Of(PlanReader.Check(Some.Plan)));
        Assert.Equal("workspace", Refused(Some.Plan with { Workspace = "" }));
        Assert.Equal("intent_text", Refused(Some.Plan with { IntentText = new('x', 100_000) }));
        Assert.Equal("steps[0].action_type", RefusedStep(Some.WriteStep with { ActionType = default }));
        Assert.Equal("steps[0].target", RefusedStep(Some.WriteStep with { Target = "a\ud800" }));

        static string RefusedStep(PlanStep step) => Refused(Some.Plan with { Steps = [step] });
        static string Refused(ExecutionPlanArtifact plan) =>
            Assert.Throws<ArtifactFormatException>(() => PlanReader.Check(plan)).Path;
    }

    private static ExecutionPlanArtifact Read(string step) =>
        PlanReader.Read(Encoding.UTF8.GetBytes($$"""{"plan_id":"p","steps":[{{step}}]}"""));

    private static void Refused(string path, string problem, string step) =>
        RefusedPlan(path, problem, $$"""{"plan_id":"p","steps":[{{step}}]}""");

    private static void RefusedPlan(string path, string problem, string json)
    {
        var bad = Assert.Throws<ArtifactFormatException>(() => PlanReader.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(path, bad.Path);
        Assert.StartsWith(problem, bad.Problem, StringComparison.Ordinal);
        Assert.Equal($"{path}: {bad.Problem}", bad.Message);
        Assert.DoesNotContain('\n', bad.Message);
    }
}
