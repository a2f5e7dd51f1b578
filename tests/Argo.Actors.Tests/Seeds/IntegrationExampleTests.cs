using System.Collections.Immutable;
using System.Text.Json;
using Argo.Actors.Observation;
using Argo.Actors.Tests.Observation;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;

namespace Argo.Actors.Tests.Seeds;

/// <summary>The second seed's integration guide: each of its examples, as it stands there.</summary>
public sealed class IntegrationExampleTests
{
    private readonly FixedMonitor _kernel = new();

    [Fact]
    public void Execution_observability_integration() // the guide's "Minimal Test"
    {
        var observer = new ExecutionObserver("exec-test", "plan-test", _kernel);
        observer.RecordStepStarted(0, "Test Step");
        observer.RecordStepCompleted(0, "Test Step");
        observer.MarkCompleted("Success");

        var record = observer.GetExecutionRecord("LIVE");

        Assert.Equal("exec-test", record.ExecutionId);
        Assert.Equal(RecordStatus.Completed, record.Status);
        Assert.Equal(2, record.StepEvents.Length);
    }

    [Fact]
    public void Complete_integration_example_of_a_plan_that_succeeds()
    {
        var (record, raised) = Execute([Step.Good(0), Step.Good(1)]);

        Assert.Null(raised);
        Assert.Equal(RecordStatus.Completed, record.Status);
        Assert.Equal("All 2 steps completed", record.CompletionReason);
        Assert.Equal(4, record.StepEvents.Length);
        Assert.Equal(2, record.SideEffectsReport.SideEffectsObserved.Length);
        Assert.Empty(record.CompletionNotes);
    }

    [Fact]
    public void Complete_integration_example_of_a_plan_that_fails()
    {
        var (record, raised) = Execute([Step.Good(0), Step.Bad(1, "disk full"), Step.Good(2)]);

        Assert.Equal("disk full", raised!.Message); // and not that the record was sealed already
        Assert.Equal(RecordStatus.Failed, record.Status);
        Assert.Equal("Step failed: disk full", record.CompletionReason);
        Assert.Equal("disk full", Assert.Single(record.CompletionNotes).Reason);
        Assert.Equal(
            [StepEventType.StepStarted, StepEventType.StepCompleted, StepEventType.StepStarted,
                StepEventType.StepFailed],
            record.StepEvents.Select(step => step.EventType));
        Assert.Equal(record.ExecutionHash, record.GetExecutionHash());
    }

    [Fact]
    public void Recording_of_side_effects() // the guide's step 4
    {
        var observer = new ExecutionObserver("exec-test", "plan-test", _kernel);
        observer.RecordSideEffect(
            SideEffectCategory.FileSystem, "Created /data/backup.sql", reversible: true, stepIndex: 3);
        observer.RecordSideEffect(
            SideEffectCategory.DataMutation, "Inserted 5000 records into users table", reversible: false,
            stepIndex: 3);

        var effects = observer.GetExecutionRecord("LIVE").SideEffectsReport.SideEffectsObserved;
        Assert.Equal([true, false], effects.Select(effect => effect.Reversible));
        Assert.Equal("Created /data/backup.sql", effects[0].Description);
    }

    [Fact]
    public void Security_escalation_handling()
    {
        var observer = new ExecutionObserver("exec-test", "plan-test", _kernel);
        observer.RecordStepStarted(0, "Safe Step");
        _kernel.State = SecurityState.Compromised;
        observer.MarkIncompleteSecurityEscalation("Artemis escalated to COMPROMISED: intrusion");

        var record = observer.GetExecutionRecord("LIVE");

        Assert.Equal(RecordStatus.Incomplete, record.Status);
        Assert.Equal("Artemis escalated to COMPROMISED: intrusion", record.CompletionReason);
        Assert.Equal(SecurityState.Compromised, record.SecuritySnapshotPost!.SecurityState);
        Assert.Single(record.StepEvents); // the partial account is kept
        Assert.False(RollbackPlanner.PlanRollback(record).RollbackPossible);
    }

    [Fact]
    public void Store_and_display_of_the_record() // the guide's step 6
    {
        var record = Execute([Step.Good(0)]).Record;
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, $"{record.ExecutionId}.json");
            File.WriteAllText(file, record.ToJson(indented: true));
            var read = ArtifactJson.Read<ExecutionRecord>(File.ReadAllBytes(file));
            Assert.Equal(record.ExecutionHash, read.GetExecutionHash());
            var json = JsonElement.Parse(File.ReadAllText(file));
            Assert.Equal("completed", json.GetProperty("status").GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("file_system", SideEffectCategory.FileSystem)]
    [InlineData("network", SideEffectCategory.Network)]
    [InlineData("data_mutation", SideEffectCategory.DataMutation)]
    [InlineData("configuration", SideEffectCategory.Configuration)]
    [InlineData("system", SideEffectCategory.System)]
    [InlineData("other", SideEffectCategory.Other)]
    public void Categories_of_side_effects(string name, SideEffectCategory category)
    {
        var json = $$"""{"category":"{{name}}","description":"d"}""";
        Assert.Equal(category, ArtifactJson.Read<SideEffect>(json).Category);
    }

    [Fact]
    public void Security_snapshots_are_unknown_without_a_kernel() // the guide's troubleshooting
    {
        var observer = new ExecutionObserver("exec-test", "plan-test");
        Assert.Equal(
            SecurityState.Unknown, observer.GetExecutionRecord("LIVE").SecuritySnapshotPre.SecurityState);
    }

    /// <summary>The guide's "After (Step 19 Integrated)", line by line.</summary>
    private (ExecutionRecord Record, Exception? Raised) Execute(ImmutableArray<Step> plan)
    {
        var observer = new ExecutionObserver($"exec-{Guid.NewGuid()}", "plan-test", _kernel);
        var stepsCompleted = 0;
        Exception? raised = null;
        try
        {
            foreach (var step in plan)
            {
                observer.RecordStepStarted(step.Index, step.Name);
                if (step.Error is { } error)
                {
                    observer.RecordStepFailed(step.Index, step.Name, error);
                    observer.MarkFailed($"Step failed: {error}");
                    throw new InvalidOperationException(error);
                }

                observer.RecordSideEffect(
                    SideEffectCategory.FileSystem, "wrote a file", reversible: true, stepIndex: step.Index);
                observer.RecordStepCompleted(step.Index, step.Name, JsonDetails.Of(("result", "ok")));
                stepsCompleted++;
            }

            observer.MarkCompleted($"All {stepsCompleted} steps completed");
        }
        catch (InvalidOperationException e)
        {
            if (observer.Status is not (RecordStatus.Completed or RecordStatus.CompletedPartial))
                observer.MarkFailed(e.Message);
            raised = e;
        }

        return (observer.GetExecutionRecord("LIVE"), raised);
    }

    private sealed record Step(int Index, string Name, string? Error)
    {
        public static Step Good(int index) => new(index, $"Step {index}", null);

        public static Step Bad(int index, string error) => new(index, $"Step {index}", error);
    }
}
