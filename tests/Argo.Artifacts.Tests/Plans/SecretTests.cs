using System.Text;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Tests.Plans;

/// <summary>Texts of a plan that are marked secret.</summary>
public sealed class SecretTests
{
    private const string Password = "correct horse battery staple";

    private static readonly string Sha =
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Password)));

    [Fact]
    public void A_secret_should_be_read_as_its_text_and_written_as_a_secret()
    {
        var plan = Read($$"""{"content": {"secret": "{{Password}}"} }""");
        Assert.Equal(Password, plan.Steps[0].Parameters.Content);
        Assert.Equal(Sha, plan.Steps[0].Parameters.Secrets["content"]);
        Assert.Contains(
            $$"""{"secret":"{{Password}}"}""", ArtifactJson.Write(plan), StringComparison.Ordinal);
        Assert.Equal(ArtifactJson.Write(plan), ArtifactJson.Write(PlanReader.Check(plan)));
    }

    [Theory]
    [InlineData("write", """{"content": {"secret": "correct horse battery staple"} }""")]
    [InlineData("write", """{"content_base64": {"secret": "Y29ycmVjdA=="} }""")]
    [InlineData("modify", """{"append": {"secret": "correct horse battery staple"} }""")]
    [InlineData("modify", """{"prepend": {"secret": "correct horse battery staple"} }""")]
    [InlineData("modify", """
        {"edits": [{"find": {"secret": "correct horse"}, "replace": {"secret": "battery staple"}, "count": 2}]}
        """)]
    public void A_plan_without_its_secrets_should_have_the_same_digest_and_no_secret(
        string action, string parameters)
    {
        var plan = Read(parameters, action);
        var kept = ArtifactJson.Write(plan.WithoutSecrets());

        Assert.DoesNotContain("correct", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("staple", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Y29y", kept, StringComparison.Ordinal);
        Assert.Contains("secret_sha256", kept, StringComparison.Ordinal);
        Assert.Equal(ArtifactDigest.Of(plan), ArtifactDigest.Of(plan.WithoutSecrets()));
        var read = ArtifactJson.Read<ExecutionPlanArtifact>(kept);
        Assert.Equal(ArtifactDigest.Of(plan), ArtifactDigest.Of(read));
        Assert.True(read.Steps[0].Parameters.IsWithheld);
        Assert.False(plan.Steps[0].Parameters.IsWithheld);
    }

    [Fact]
    public void Another_secret_should_make_another_digest() => Assert.NotEqual(
        ArtifactDigest.Of(Read("""{"content": {"secret": "a"} }""")),
        ArtifactDigest.Of(Read("""{"content": {"secret": "b"} }""")));

    [Fact]
    public void A_plan_without_secrets_should_be_itself()
    {
        var plan = Some.Plan;
        Assert.Same(plan, plan.WithoutSecrets());
    }

    [Fact]
    public void A_secret_exchanged_under_its_digest_should_be_seen()
    {
        var plan = Read("""{"content": {"secret": "a"} }""");
        var step = plan.Steps[0];
        var forged = plan with
        {
            Steps = [step with { Parameters = step.Parameters with { Content = "b" } }],
        };
        Assert.NotEqual(ArtifactDigest.Of(plan), ArtifactDigest.Of(forged));
    }

    [Theory]
    [InlineData("write", """{"content": {"secret": ""} }""", "steps[0].parameters.content")]
    [InlineData("write", """{"content": {"secret": "a", "more": 1} }""", "steps[0].parameters.content")]
    [InlineData("write", """{"content": {"secret_sha256": "abc"} }""", "steps[0].parameters.content")]
    [InlineData("write", """{"content": {"secret": "a"}, "content_base64": "YQ=="}""", "steps[0].parameters")]
    [InlineData(
        "write", """{"content_base64": {"secret": "not base64"} }""", "steps[0].parameters.content_base64")]
    [InlineData("write", """{"content": "a", "mode": {"secret": "0644"} }""", "steps[0].parameters.mode")]
    [InlineData("move", """{"destination": {"secret": "b.txt"} }""", "steps[0].parameters.destination")]
    [InlineData("modify", """{"edits": [{"find": {"secret": ""}, "replace": ""}]}""",
        "steps[0].parameters.edits[0].find")]
    public void A_secret_that_cannot_be_one_should_be_refused_by_name(
        string action, string parameters, string path)
    {
        var error = Assert.Throws<ArtifactFormatException>(() => Read(parameters, action));
        Assert.StartsWith(path, error.Path, StringComparison.Ordinal);
    }

    private static ExecutionPlanArtifact Read(string parameters, string action = "write") =>
        PlanReader.Read(Encoding.UTF8.GetBytes($$"""
            {"plan_id": "p", "schema_version": "2.0.0", "created_at": "2026-01-31T12:00:00+00:00", "steps": [
              {"step_id": 1, "action_type": "{{action}}", "target": "a.txt", "parameters": {{parameters}} }]}
            """));
}
