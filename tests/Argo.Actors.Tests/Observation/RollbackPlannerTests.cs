using System.Text.Json;
using Argo.Actors.Observation;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;

namespace Argo.Actors.Tests.Observation;

public sealed class RollbackPlannerTests
{
    private static readonly ScaffoldHint Hint = new()
    {
        StepIndex = 1,
        Description = "Restore the table",
        Actions = ["stop the service", "load backup.sql"],
        RequiredInputs = System.Collections.Immutable.ImmutableSortedDictionary<string,
            string>.Empty.Add("backup", "/data/backup.sql"),
        Risks = ["rows written since are lost"],
        EstimatedDuration = "10 minutes",
    };

    private readonly FixedMonitor _monitor = new();
    private readonly ExecutionObserver _observer;

    public RollbackPlannerTests() => _observer = new("exec-test", "plan-test", _monitor, new ManualTime());

    [Fact]
    public void Rollback_scaffold()
    {
        _observer.MarkFailed("step 1 failed");
        var scaffold = Plan(Hint);
        Assert.True(scaffold.RollbackPossible);
        Assert.Equal("The plan gave 1 hint for a rollback by hand.", scaffold.Reason);
        Assert.Equal(Hint, Assert.Single(scaffold.Hints));
        Assert.Equal(RecordStatus.Failed, scaffold.Status);
        Assert.Equal(5, scaffold.ManualSteps.Length);
        Assert.Contains("reverse order", scaffold.ManualSteps[2], StringComparison.Ordinal);
        Assert.Empty(scaffold.Warnings);
    }

    [Fact]
    public void A_completed_execution_should_need_no_rollback()
    {
        _observer.MarkCompleted();
        var scaffold = Plan(Hint);
        Assert.False(scaffold.RollbackPossible);
        Assert.Contains("no rollback is needed", scaffold.Reason, StringComparison.Ordinal);
        Assert.Empty(scaffold.ManualSteps);
    }

    [Fact]
    public void An_escalated_execution_should_not_be_rolled_back()
    {
        _observer.MarkIncompleteSecurityEscalation("LOCKDOWN: intrusion");
        var scaffold = Plan(Hint);
        Assert.False(scaffold.RollbackPossible);
        Assert.Contains("security escalation stopped", scaffold.Reason, StringComparison.Ordinal);
        Assert.Contains(
            scaffold.Warnings, warning => warning.Contains("incident occurred", StringComparison.Ordinal));
        Assert.Contains(
            scaffold.Warnings, warning => warning.Contains("inconsistent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SecurityState.Secure, true)]
    [InlineData(SecurityState.Unknown, true)]
    [InlineData(SecurityState.Degraded, false)]
    [InlineData(SecurityState.Compromised, false)]
    [InlineData(SecurityState.Lockdown, false)]
    public void A_failed_execution_should_be_rolled_back_in_a_safe_state_only(
        SecurityState state, bool possible)
    {
        _monitor.State = state;
        _observer.MarkFailed();
        var scaffold = Plan(Hint);
        Assert.Equal(possible, scaffold.RollbackPossible);
        Assert.Equal(possible ? 0 : 1, scaffold.Warnings.Length);
    }

    [Fact]
    public void A_failed_execution_without_hints_should_have_no_way_back()
    {
        _observer.MarkFailed();
        Assert.False(Plan().RollbackPossible);
        Assert.Contains("no hints", Plan().Reason, StringComparison.Ordinal);
        var scaffold = RollbackPlanner.PlanRollback(_observer.GetExecutionRecord("LIVE"));
        Assert.Equal((false, Plan().Reason), (scaffold.RollbackPossible, scaffold.Reason));
    }

    [Fact]
    public void An_execution_that_has_not_ended_should_have_nothing_to_roll_back() =>
        Assert.Contains("nothing to roll back", Plan(Hint).Reason, StringComparison.Ordinal);

    [Fact]
    public void Irreversible_steps_should_be_step_indices_and_not_counts_of_events()
    {
        for (var step = 0; step < 9; step++)
            _observer.RecordStepStarted(step, "step");
        _observer.RecordSideEffect(
            SideEffectCategory.Network, "sent a mail", reversible: false, stepIndex: 7);
        _observer.RecordSideEffect(
            SideEffectCategory.Network, "sent another", reversible: false, stepIndex: 7);
        _observer.RecordSideEffect(SideEffectCategory.FileSystem, "wrote a", reversible: true, stepIndex: 2);
        _observer.RecordSideEffect(
            SideEffectCategory.DataMutation, "inserted rows", reversible: false, stepIndex: 4);
        _observer.RecordSideEffect(SideEffectCategory.Other, "of no step", reversible: false);
        _observer.DeclareSideEffect(
            SideEffectCategory.Other, "only declared", reversible: false, stepIndex: 1);
        _observer.MarkFailed();
        Assert.Equal([4, 7], Plan(Hint).IrreversibleSteps.AsEnumerable());
    }

    [Fact]
    public void Malformed_hints_should_be_warnings()
    {
        _observer.MarkFailed();
        var hints = JsonElement.Parse(
            """
            [{"step_index":1,"description":"Restore the table","actions":["load backup.sql"],"estimated_duration":"1 min"},
             {"actions":[]}, 7, {"description":" "}, {"description":"x","step_index":-1}, {"description":"x","colour":"red"}]
            """);
        var scaffold = RollbackPlanner.PlanRollback(_observer.GetExecutionRecord("LIVE"), hints);
        Assert.Equal("load backup.sql", Assert.Single(Assert.Single(scaffold.Hints).Actions));
        Assert.Equal(
            [
                "Hint 1 is malformed and left out (description: is missing; add it).",
                "Hint 2 is malformed and left out (must be an object).",
                "Hint 3 is malformed and left out (description: must not be empty).",
                "Hint 4 is malformed and left out (step_index: must not be negative).",
                "Hint 5 is malformed and left out (colour: is not known here; known are: step_index, "
                    + "description, "
                    + "actions, required_inputs, risks, estimated_duration).",
            ],
            scaffold.Warnings.AsEnumerable());
        var none =
            RollbackPlanner.PlanRollback(_observer.GetExecutionRecord("LIVE"), JsonElement.Parse("{}"));
        Assert.False(none.RollbackPossible);
        Assert.Single(none.Warnings);
    }

    [Fact]
    public void Steps_that_argo_has_undone_should_be_named_because_a_record_has_no_numbers_of_the_plan()
    {
        _observer.RecordStepCompensated(1, "second");
        _observer.RecordStepCompensated(0, "first");
        _observer.MarkFailed();
        var warning = Assert.Single(Plan(Hint).Warnings);
        Assert.Contains("Argo has undone second; first already", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Hints_of_steps_that_were_not_applied_should_be_left_out_and_said_so()
    {
        _observer.MarkPartial("step 2 failed");
        PlanStep step = new() { StepId = 10, Target = "a", ActionType = ActionType.Write };
        ExecutionPlanArtifact plan = new() { PlanId = "p", Steps = [step, step with { StepId = 20 }] };
        var done = new ExecutedStepResult
        {
            StepId = 10,
            Operation = "write_file",
            Target = "a",
            ActionType = ActionType.Write,
            Success = true,
        };
        var result = new ExecutionResultArtifact
        {
            ResultId = "r",
            ExecutionId = "e",
            ExecutionPlanId = "p",
            ExecutionStatus = ExecutionStatus.Partial,
            StepsExecuted = [done, done with { StepId = 20, Success = false }],
        };
        var record = _observer.GetExecutionRecord("LIVE");
        var scaffold = RollbackPlanner.PlanRollback(
            record, [Hint with { StepIndex = 0 }, Hint], plan, result);
        Assert.Equal(0, Assert.Single(scaffold.Hints).StepIndex);
        Assert.Contains("Step 2 was not applied", Assert.Single(scaffold.Warnings), StringComparison.Ordinal);

        var none = RollbackPlanner.PlanRollback(record, [Hint], plan, result);
        Assert.False(none.RollbackPossible);
        Assert.Equal("No step that has a hint was applied.", none.Reason);
        Assert.Single(RollbackPlanner.PlanRollback(record, [Hint], plan, result: null).Hints);
    }

    [Fact]
    public void A_scaffold_should_read_well_and_survive_json()
    {
        _observer.RecordSideEffect(
            SideEffectCategory.Network, "sent a mail", reversible: false, stepIndex: 7);
        _observer.MarkFailed();
        var scaffold = Plan(Hint);
        Assert.Equal(
            """
            Rollback guidance for exec-test
            Possible by hand: The plan gave 1 hint for a rollback by hand.
            Cannot be put back: step 8
            Hint for step 2: Restore the table (10 minutes)
              1. stop the service
              2. load backup.sql
              needs backup: /data/backup.sql
              risk: rows written since are lost
            What to do:
              - Review every hint and what it needs before you begin.
              - Verify that the present state is what the record says.
              - Apply the hints in reverse order of the steps.
              - Check the state after each.
              - Document what you did and what you found.
            Nothing of this is carried out by Argo.

            """,
            scaffold.GetSummary());
        var json = ArtifactJson.Write(scaffold);
        Assert.Equal(json, ArtifactJson.Write(ArtifactJson.Read<RollbackScaffold>(json)));
    }

    [Fact]
    public void A_plan_s_hints_should_be_taken_word_for_word()
    {
        var step = new PlanStep { StepId = 10, ActionType = ActionType.Read, Target = "a" };
        var hint = new RollbackHint { Description = "d", Actions = ["a"], Risks = ["r"],
            EstimatedDuration = "1 h" };
        var hints = ScaffoldHint.Of(
            new() { PlanId = "p", Steps = [step, step with { StepId = 20, RollbackHints = [hint] }] });
        Assert.Equal(1, Assert.Single(hints).StepIndex);
        Assert.Equal(("d", "1 h"), (hints[0].Description, hints[0].EstimatedDuration));
        Assert.Equal(hint.Actions, hints[0].Actions);
    }

    private RollbackScaffold Plan(params ScaffoldHint[] hints) =>
        RollbackPlanner.PlanRollback(_observer.GetExecutionRecord("LIVE"), hints);
}
