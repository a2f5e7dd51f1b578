using System.Text;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Tests.Plans;

public sealed class PlanRoundTripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_plan_should_survive_json_with_its_digest(int seed)
    {
        var plans = new RandomPlan(seed);
        for (var round = 0; round < 200; round++)
        {
            var plan = Numbered(plans.Next());
            var read = PlanReader.Read(ArtifactJson.WriteUtf8(plan, indented: round % 2 == 0));
            Assert.Equal(ArtifactJson.Write(plan), ArtifactJson.Write(read));
            Assert.Equal(ArtifactDigest.Of(plan), ArtifactDigest.Of(read));
            Assert.Equal(ArtifactDigest.Of(plan), ArtifactDigest.Of(PlanReader.Check(plan)));
        }
    }

    [Fact]
    public void Canonical_json_should_be_its_own_canonical_form()
    {
        var plans = new RandomPlan(8785);
        for (var round = 0; round < 200; round++)
        {
            var canonical = ArtifactJson.Canonical(plans.Next());
            Assert.Equal(
                Encoding.UTF8.GetString(canonical), Encoding.UTF8.GetString(CanonicalJson.Of(canonical)));
        }
    }

    [Fact]
    public void Different_plans_should_have_different_digests()
    {
        var plans = new RandomPlan(7);
        var digests = Enumerable.Range(0, 300).Select(_ => ArtifactDigest.Of(plans.Next())).ToHashSet();
        Assert.Equal(300, digests.Count);
    }

    private static ExecutionPlanArtifact Numbered(ExecutionPlanArtifact plan) =>
        plan with { Steps = [.. plan.Steps.Select((step, index) => step with { StepId = (index * 3) + 1 })] };
}
