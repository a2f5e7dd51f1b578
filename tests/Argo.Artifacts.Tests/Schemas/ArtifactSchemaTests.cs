using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.TestSupport;

namespace Argo.Artifacts.Tests.Schemas;

public sealed class ArtifactSchemaTests
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["plan"] = typeof(ExecutionPlanArtifact),
        ["report"] = typeof(DryRunExecutionReport),
        ["approval"] = typeof(ApprovalArtifact),
        ["result"] = typeof(ExecutionResultArtifact),
        ["record"] = typeof(ExecutionRecord),
        ["receipt"] = typeof(DsseEnvelope),
        ["statement"] = typeof(ReceiptStatement),
        ["log_head"] = typeof(LogHead),
        ["log_proof"] = typeof(LogProof),
    };

    public static TheoryData<string> Names => [.. ArtifactSchemas.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_should_have_exactly_the_members_of_its_types(string name)
    {
        var schema = JsonElement.Parse(ArtifactSchemas.Get(name));
        Assert.Equal(
            "https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
        SameMembers(schema, Types[name], schema, []);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_should_describe_every_member(string name) =>
        Described(JsonElement.Parse(ArtifactSchemas.Get(name)), name);

    [Fact]
    public void Artifacts_that_are_written_should_conform()
    {
        Conforms("plan", ArtifactJson.Write(Some.Plan));
        Conforms("report", ArtifactJson.Write(Some.Report.WithDigest()));
        Conforms("approval", ArtifactJson.Write(Some.Approval));
        Conforms("approval", ArtifactJson.Write(Some.Approval with { Confirmations = [new(1, "confirm")] }));
        Conforms("result", ArtifactJson.Write(Some.Result));
        var chain = new EventChain();
        var record = Some.Record with
        {
            StepEvents =
            [
                chain.Append(Some.Moment, StepEventType.ExecutionResumed, -1, "resumed"),
                chain.Append(
                    Some.Moment, StepEventType.StepFailed, 0, "write", JsonDetails.Of(("a", 1)), "disk full"),
            ],
            SideEffectsReport = new() { SideEffectsObserved = [new() { Category = SideEffectCategory.System,
                Description = "d" }] },
        };
        Conforms("record", record.WithHash().ToJson());
    }

    [Fact]
    public void The_python_planner_s_plan_should_conform_as_it_is_and_rewritten()
    {
        var fixture = File.ReadAllText("Fixtures/python-plan-1.2.0-write.json");
        Conforms("plan", fixture);
        Conforms("plan", ArtifactJson.Write(ArtifactJson.Read<ExecutionPlanArtifact>(fixture)));
    }

    [Theory]
    [InlineData("""{"step_id":1,"action_type":"read","target":"a..b/.hidden/größe"}""")]
    [InlineData("""{"step_id":1,"action_type":"write","target":"a","parameters":{"content":""} }""")]
    [InlineData(
        """{"step_id":1,"action_type":"modify","target":"a","parameters":{"edits":[{"find":"x","replace":""}]} }""")]
    [InlineData(
        """{"step_id":1,"action_type":"create","operation":"backup_existing","target":"a","parameters":{"original":"b"} }""")]
    [InlineData(
        """{"step_id":1,"action_type":"create","target":"a","parameters":{"kind":"directory","mode":"0755"} }""")]
    [InlineData(
        """{"step_id":1,"action_type":"move","target":"a","parameters":{"destination":"b","overwrite":true} }""")]
    [InlineData(
        """{"step_id":1,"action_type":"control","target":"/usr/bin/vim","parameters":{"anything":[1]} }""")]
    [InlineData("""{"step_id":1,"action_type":"send_mail","target":"a","parameters":{"mode":7} }""")]
    public void The_schema_and_the_reader_should_take_the_same_steps(string step)
    {
        var plan = $$"""{"plan_id":"p","steps":[{{step}}]}""";
        Conforms("plan", plan);
        Assert.Single(ArtifactJson.Read<ExecutionPlanArtifact>(plan).Steps);
    }

    [Theory]
    [InlineData("""{"step_id":1,"action_type":"read","target":"/a"}""")]
    [InlineData("""{"step_id":1,"action_type":"read","target":"a/../b"}""")]
    [InlineData("""{"step_id":1,"action_type":"read","target":".ARGO/x"}""")]
    [InlineData("""{"step_id":1,"action_type":"read","target":"a//b"}""")]
    [InlineData("""{"step_id":1,"action_type":"read","target":"a/"}""")]
    [InlineData("""{"step_id":1,"action_type":"Read","target":"a"}""")]
    [InlineData("""{"step_id":1,"action_type":"read","target":"a","parameters":{"content":"x"} }""")]
    [InlineData("""{"step_id":1,"action_type":"write","target":"a"}""")]
    [InlineData(
        """{"step_id":1,"action_type":"write","target":"a","parameters":{"content":"x","content_from":"y"} }""")]
    [InlineData(
        """{"step_id":1,"action_type":"write","target":"a","parameters":{"content":"x","mode":"w"} }""")]
    [InlineData("""{"step_id":1,"action_type":"chmod","target":"a","parameters":{"mode":"644"} }""")]
    [InlineData("""{"step_id":1,"action_type":"copy","target":"a","parameters":{} }""")]
    [InlineData(
        """{"step_id":1,"action_type":"modify","target":"a","parameters":{"edits":[{"find":"","replace":"y"}]} }""")]
    [InlineData("""{"step_id":1,"action_type":"create","target":"a","parameters":{"original":"b"} }""")]
    [InlineData("""{"step_id":1,"action_type":"read","target":"a","colour":"red"}""")]
    [InlineData("""{"step_id":-1,"action_type":"read","target":"a"}""")]
    public void The_schema_and_the_reader_should_refuse_the_same_steps(string step)
    {
        var plan = $$"""{"plan_id":"p","steps":[{{step}}]}""";
        Assert.NotEmpty(new SchemaCheck(ArtifactSchemas.Get("plan")).Problems(plan));
        Assert.Throws<ArtifactFormatException>(() => ArtifactJson.Read<ExecutionPlanArtifact>(plan));
    }

    [Fact]
    public void The_schema_and_the_reader_should_know_the_same_parameters() =>
        Assert.Equal(
            StepParameter.All.Select(parameter => parameter.Name).Order(),
            JsonElement.Parse(ArtifactSchemas.Get("plan")).GetProperty("$defs").GetProperty("step_parameters")
                .GetProperty("properties").EnumerateObject().Select(parameter => parameter.Name).Order());

    [Fact]
    public void A_schema_that_is_not_there_should_be_refused_with_the_list() =>
        Assert.Contains(
            "plan, report, approval, result, record",
            Assert.Throws<ArgumentException>(() => ArtifactSchemas.Get("../plan")).Message,
            StringComparison.Ordinal);

    private static void Conforms(string name, string json) =>
        Assert.Empty(new SchemaCheck(ArtifactSchemas.Get(name)).Problems(json));

    private static void SameMembers(JsonElement schema, Type type, JsonElement root, HashSet<Type> seen)
    {
        var info = ArtifactJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary
            && schema.TryGetProperty("$ref", out _) is false)
        {
            var inner = info.Kind is JsonTypeInfoKind.Enumerable ? "items" : "additionalProperties";
            if (schema.TryGetProperty(inner, out var items))
                SameMembers(items, info.ElementType!, root, seen);
            else
                // by rules of the root
                SameMembers(
                    root.GetProperty("$defs").GetProperty("plan_step"), info.ElementType!, root, seen);
            return;
        }

        if (info.Converter is IJsonNames words && type != typeof(EntryKind?))
            Assert.Equal(
                words.Names, schema.GetProperty("enum").EnumerateArray().Select(
                    one => one.GetString()).OfType<string>());
        if (info.Kind is not JsonTypeInfoKind.Object || !seen.Add(type))
            return;
        schema = Target(schema, root);
        var members = StrictJsonMembers.Of(info);
        Assert.Equal(
            members.Names, schema.GetProperty("properties").EnumerateObject().Select(member => member.Name));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        var required = schema.TryGetProperty("required", out var list)
            ? list.EnumerateArray().Select(one => one.GetString()!)
            : [];
        Assert.Subset(required.ToHashSet(), members.Required.ToHashSet());
        foreach (var name in members.Names)
            SameMembers(
                schema.GetProperty("properties").GetProperty(name), members.Find(
                    name)!.PropertyType, root, seen);
    }

    private static JsonElement Target(JsonElement schema, JsonElement root)
    {
        if (schema.TryGetProperty("anyOf", out var any))
            schema = any[0];
        return schema.TryGetProperty("$ref", out var reference)
            ? root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
    }

    private static void Described(JsonElement schema, string at)
    {
        Assert.True(schema.TryGetProperty("description", out var text) && text.GetString()!.Length > 4, at);
        if (schema.TryGetProperty("properties", out var members))
        {
            foreach (var member in members.EnumerateObject())
                Described(member.Value, $"{at}.{member.Name}");
        }

        if (schema.TryGetProperty("$defs", out var types))
        {
            foreach (var type in types.EnumerateObject())
                Described(type.Value, type.Name);
        }
    }
}
