using System.Text;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Tests.Plans;

public sealed class PythonPlanTests
{
    [Fact]
    public void The_python_planner_s_write_plan_should_load_as_it_is()
    {
        var plan = PlanReader.Read(Fixture());
        Assert.Equal("plan_d58ef5c5e284", plan.PlanId);
        Assert.Null(plan.Workspace);
        Assert.True(plan.IsPython);
        Assert.Equal(
            [ActionType.Query, ActionType.Create, ActionType.Write], plan.Steps.Select(
                step => step.ActionType));
        Assert.Equal("test_output.txt", plan.Steps[1].Parameters.Original);
        Assert.Equal(".backup", plan.Steps[1].Parameters.BackupSuffix);
        Assert.Equal("w", plan.Steps[2].Parameters.Mode);
        Assert.Equal("derived", plan.Status);
        Assert.Equal(SafetyLevel.Cautious, plan.HighestRiskLevel);
    }

    [Fact]
    public void Naive_times_should_be_read_as_local()
    {
        var local = new DateTime(2026, 11, 22, 3, 1, 31, 648, 896, DateTimeKind.Local);
        Assert.Equal(new DateTimeOffset(local), PlanReader.Read(Fixture()).CreatedAt);
    }

    [Fact]
    public void A_python_plan_should_keep_every_member_and_its_digest_when_rewritten()
    {
        var first = PlanReader.Read(Fixture());
        var second = PlanReader.Read(ArtifactJson.WriteUtf8(first, indented: true));
        Assert.Equal(ArtifactDigest.Of(first), ArtifactDigest.Of(second));
        var members = Some.Json(Encoding.UTF8.GetString(Fixture())).EnumerateObject().Select(
            member => member.Name).ToHashSet();
        var written = Some.Json(ArtifactJson.Write(first));
        Assert.Subset(
            written.EnumerateObject().Select(member => member.Name).Append(
                "rollback_cost").ToHashSet(), members);
        Assert.Equal(first.CreatedAt, second.CreatedAt);
        Assert.Equal(first.Steps[2].Timestamp, second.Steps[2].Timestamp);
    }

    [Theory]
    [InlineData("total_confirmations_needed", "1", "0", "is 0, and the steps come to 1")]
    [InlineData("highest_risk_level", "\"cautious\"", "\"safe\"", "is safe, and the steps come to cautious")]
    [InlineData("has_irreversible_actions", "false", "true", "is true, and the steps come to false")]
    [InlineData("can_fully_rollback", "true", "false", "is false, and the steps come to true")]
    public void A_total_that_is_not_what_the_steps_come_to_should_be_refused(
        string member, string right, string wrong, string problem)
    {
        var fixture = Encoding.UTF8.GetString(Fixture());
        var forged = fixture.Replace(
            $"\"{member}\": {right}", $"\"{member}\": {wrong}", StringComparison.Ordinal);
        var refused = Assert.Throws<ArtifactFormatException>(
            () => ArtifactJson.Read<ExecutionPlanArtifact>(forged));
        Assert.Equal(member, refused.Path);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        // one that was taken before stays readable, and so recoverable
        Assert.NotNull(ArtifactJson.Read<ExecutionPlanArtifact>(forged, ArtifactLimits.Evidence));
    }

    [Theory]
    [InlineData("open",
        """{"step_id":1,"action_type":"query","target":"notepad","operation":"locate","parameters":{"name":"notepad","search_paths":["current"]}}""")]
    [InlineData("open",
        """{"step_id":2,"action_type":"control","target":"notepad","operation":"open","parameters":{"path":"notepad"}}""")]
    [InlineData("save",
        """{"step_id":2,"action_type":"write","target":"a.txt","operation":"save_document","parameters":{"path":"a.txt"}}""")]
    [InlineData("show",
        """{"step_id":2,"action_type":"display","target":"primary_display","operation":"show","parameters":{"content":"a"}}""")]
    [InlineData("search",
        """{"step_id":2,"action_type":"read","target":"file_system","operation":"search","parameters":{"query":"q","scope":"local"}}""")]
    public void The_python_planner_s_other_plans_should_load_and_keep_their_parameters(
        string verb, string step)
    {
        var plan = Read(step);
        var parameters = Some.Json(step).GetProperty("parameters");
        Assert.Equal(
            CanonicalJson.Of(parameters),
            CanonicalJson.Of(Some.Json(ArtifactJson.Write(plan.Steps[0].Parameters))));
        Assert.NotEmpty(verb);
    }

    [Theory]
    [InlineData("steps[0].parameters.path",
        """{"step_id":1,"action_type":"write","target":"a","parameters":{"path":"b","content":"x","mode":"w"}}""")]
    [InlineData("steps[0].parameters.mode",
        """{"step_id":1,"action_type":"write","target":"a","parameters":{"content":"x","mode":"r+"}}""")]
    [InlineData("steps[0].parameters.original",
        """{"step_id":1,"action_type":"create","operation":"backup_existing","target":"a","parameters":{}}""")]
    [InlineData("steps[0].parameters.original",
        """{"step_id":1,"action_type":"create","operation":"backup_existing","target":"a","parameters":{"original":"a"}}""")]
    [InlineData("steps[0].parameters.force",
        """{"step_id":1,"action_type":"delete","target":"a","parameters":{"force":true}}""")]
    public void Python_steps_that_change_files_should_be_held_to_the_rules(string path, string step) =>
        Assert.Equal(path, Assert.Throws<ArtifactFormatException>(() => Read(step)).Path);

    private static byte[] Fixture() => File.ReadAllBytes("Fixtures/python-plan-1.2.0-write.json");

    private static ExecutionPlanArtifact Read(string step) =>
        PlanReader.Read(
            Encoding.UTF8.GetBytes($$"""{"plan_id":"p","schema_version":"1.2.0","steps":[{{step}}]}"""));
}
