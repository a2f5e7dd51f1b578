using System.Text;
using System.Text.Json;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;
using Argo.Artifacts.Undo;

namespace Argo.Artifacts.Tests.Json;

public sealed class ArtifactJsonTests
{
    [Fact]
    public void Artifacts_should_be_written_in_snake_case_with_utc_times()
    {
        var json = ArtifactJson.Write(Some.Plan);
        Assert.StartsWith(
            """{"plan_id":"plan_1","intent_id":"intent_1","transcription_id":"transcription_1","intent_text":"Write a note",""",
            json, StringComparison.Ordinal);
        Assert.Contains("\"on_failure\":\"rollback\"", json, StringComparison.Ordinal);
        Assert.Contains("\"safety_level\":\"cautious\"", json, StringComparison.Ordinal);
        Assert.Contains("\"parameters\":{\"content\":\"hello\"}", json, StringComparison.Ordinal);
        Assert.Contains("\"created_at\":\"2026-11-22T01:01:31+00:00\"", json, StringComparison.Ordinal);
        Assert.Contains("\"schema_version\":\"2.0.0\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Execution_result_serialization()
    {
        var json = JsonElement.Parse(ArtifactJson.Write(Some.Result));
        Assert.Equal("rolled_back", json.GetProperty("execution_status").GetString());
        Assert.Equal("write", json.GetProperty("steps_executed")[0].GetProperty("action_type").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("abort_reason").ValueKind);
        Assert.Equal(
            "0644", json.GetProperty("before_state_snapshot").GetProperty("paths").GetProperty(
                "a.txt").GetProperty("mode").GetString());
        Assert.Equal("1.0.0", json.GetProperty("schema_version").GetString());
        Assert.Equal("report exists", json.GetProperty("gates")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Every_artifact_should_read_back_as_it_was_written()
    {
        ReadsBack(Some.Plan);
        ReadsBack(Some.Report);
        ReadsBack(Some.Approval);
        ReadsBack(Some.Result);
        ReadsBack(Some.Record);
    }

    [Fact]
    public void Large_numbers_should_survive_as_text()
    {
        var json = ArtifactJson.Write(Some.Report);
        Assert.Contains("\"inode\":\"18446744073709551615\"", json, StringComparison.Ordinal);
        var read = ArtifactJson.Read<DryRunExecutionReport>(json);
        Assert.Equal(Some.Identity, read.Witness[1].Identity);
        Assert.Equal(long.MaxValue, read.Witness[1].Manifest[0].MtimeNs);
    }

    [Fact]
    public void Missing_members_should_have_their_defaults()
    {
        var plan = ArtifactJson.Read<ExecutionPlanArtifact>(
            """{"plan_id":"p","steps":[{"step_id":1,"action_type":"modify","target":"a","parameters":{"edits":[{"find":"x","replace":"y"}]}}]}""");
        var step = Assert.Single(plan.Steps);
        Assert.Equal("", step.Operation);
        Assert.Empty(step.Constraints);
        Assert.Equal(1, step.Parameters.Edits[0].Count);
        Assert.Equal(OnFailure.Rollback, plan.OnFailure);
        Assert.Equal(ExecutionPlanArtifact.CurrentSchemaVersion, plan.SchemaVersion);
        ReadsBack(plan);
    }

    [Fact]
    public void Lists_and_objects_that_are_null_should_be_empty()
    {
        var plan = ArtifactJson.Read<ExecutionPlanArtifact>(
            """
            {"plan_id":"p","steps":[{"step_id":1,"action_type":"read","target":"a","parameters":null,"constraints":null,
             "required_confirmations" : null , "rollback_hints":[{"description":"d","actions":null,"required_inputs":null}]}]}
            """);
        Assert.Empty(plan.Steps[0].Constraints);
        Assert.Empty(plan.Steps[0].RequiredConfirmations);
        Assert.Empty(plan.Steps[0].RollbackHints[0].Actions);
        Assert.Empty(plan.Steps[0].RollbackHints[0].RequiredInputs);
    }

    [Fact]
    public void Artifacts_should_read_from_text_bytes_and_streams_alike()
    {
        var bytes = ArtifactJson.WriteUtf8(Some.Approval, indented: true);
        using var stream = new MemoryStream(bytes);
        var canonical = ArtifactJson.Canonical(Some.Approval);
        Assert.Equal(canonical, ArtifactJson.Canonical(ArtifactJson.Read<ApprovalArtifact>(bytes)));
        Assert.Equal(
            canonical, ArtifactJson.Canonical(
                ArtifactJson.Read<ApprovalArtifact>(Encoding.UTF8.GetString(bytes))));
        Assert.Equal(canonical, ArtifactJson.Canonical(ArtifactJson.Read<ApprovalArtifact>(stream)));
    }

    [Theory]
    [InlineData("\"method\":null", "method")]
    [InlineData("\"approver\":null", "approver")]
    [InlineData("\"approved_at\":\"2026-11-22T03:01:31\"", "approved_at: must say its offset from UTC")]
    [InlineData("\"approved_at\":\"2026-11-22\"", "approved_at: must be a time")]
    [InlineData("\"acknowledged_irreversible_steps\":[1,2.5]",
        "acknowledged_irreversible_steps[1]: must be a whole number")]
    [InlineData("\"acknowledged_irreversible_steps\":[null]",
        "acknowledged_irreversible_steps[0]: must be a whole number")]
    [InlineData("\"schema_version\":\"9.0.0\"",
        "schema_version: \"9.0.0\" is not known to this Argo, which reads 1.0.0")]
    public void Members_of_the_wrong_kind_should_be_named(string member, string message)
    {
        var name = member.Split('"')[1];
        var json = JsonElement.Parse(ArtifactJson.Write(Some.Approval)).EnumerateObject()
            .Select(one => one.Name == name ? member : one.ToString());
        var bad = Assert.Throws<ArtifactFormatException>(
            () => ArtifactJson.Read<ApprovalArtifact>($"{{{string.Join(',', json)}}}"));
        Assert.StartsWith(message, bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Security_state_should_read_operational_as_secure()
    {
        var json = ArtifactJson.Write(Some.Record).Replace(
            "\"secure\"", "\"operational\"", StringComparison.Ordinal);
        Assert.Equal(
            SecurityState.Secure, ArtifactJson.Read<ExecutionRecord>(json).SecuritySnapshotPre.SecurityState);
    }

    [Fact]
    public void Paths_that_a_culture_holds_for_equal_should_stay_apart()
    {
        var snapshot = Some.Result.BeforeStateSnapshot! with
        {
            Paths = JsonDefaults.NoNames<Fingerprint>().Add("a", Some.File).Add(
                "a\u200d", Fingerprint.Absent).Add("B", Some.File),
        };
        var read = ReadsBack(Some.Result with { BeforeStateSnapshot = snapshot });
        Assert.Equal(["B", "a", "a\u200d"], read.BeforeStateSnapshot!.Paths.Keys);
        Assert.Same(StringComparer.Ordinal, read.BeforeStateSnapshot.Paths.KeyComparer);
    }

    [Fact]
    public void Undo_plans_should_survive_json()
    {
        var undo = new UndoPlan
        {
            Workspace = "home",
            WorkspaceRoot = "/home",
            RootIdentity = Some.Identity,
            FileSystemClass = FileSystemClass.LinkAndExchange,
            Rows = [new() { StepId = 1, Swap = 0, Kind = SwapKind.CreateDirectory, Path = "a",
                ParentMtimeNs = long.MaxValue }],
        };
        var read = ReadsBack(undo);
        Assert.Equal(undo.Rows[0], read.Rows[0]);
    }

    private static T ReadsBack<T>(T artifact)
        where T : notnull
    {
        var read = ArtifactJson.Read<T>(ArtifactJson.Write(artifact, indented: true));
        Assert.Equal(ArtifactJson.Write(artifact), ArtifactJson.Write(read));
        return read;
    }
}
