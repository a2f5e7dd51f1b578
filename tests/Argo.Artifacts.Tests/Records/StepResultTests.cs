using Argo.Artifacts.Actions;
using Argo.Artifacts.Results;

namespace Argo.Artifacts.Tests.Records;

public sealed class StepResultTests
{
    [Fact]
    public void Step_result_creation()
    {
        var result = new ExecutedStepResult
        {
            StepId = 1, Operation = "write_file", Target = "output.txt", ActionType = ActionType.Write,
        };
        Assert.Equal(1, result.StepId);
        Assert.Equal("write_file", result.Operation);
        Assert.Equal("output.txt", result.Target);
        Assert.Equal("write", result.ActionType.ToString());
        Assert.Null(result.StartedAt);
        Assert.Empty(result.AffectedResources);
        Assert.False(result.ExpectedVsActualMatch); // nothing was looked at yet
    }

    [Fact]
    public void Step_result_success_flag()
    {
        var pending = new ExecutedStepResult
        {
            StepId = 1, Operation = "write_file", Target = "output.txt", ActionType = ActionType.Write,
        };
        Assert.False(pending.Success);
        Assert.True((pending with { Success = true }).Success);
        var failed = pending with { ErrorMessage = "disk full" };
        Assert.False(failed.Success);
        Assert.Equal("disk full", failed.ErrorMessage);
    }
}
