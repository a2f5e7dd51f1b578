using Argo.Actors.Execution;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;

namespace Argo.Actors.Tests.Execution;

public sealed class GatesTests
{
    private static readonly GateFacts AllWell = new(
        Some.Noon, Some.Secure, null, null, new(null), new(null), new([]), Some.Root);

    private static ExecutionRequest Demanding(params StepConfirmation[] given)
    {
        var plan = Some.Plan(1);
        plan = plan with { Steps = [plan.Steps[0] with { RequiredConfirmations = ["confirm_delete"] }] };
        var report = Some.ReportOf(plan);
        var approval = Some.ApprovalOf(report) with { Confirmations = [.. given] };
        return Some.Approved(1) with { Plan = plan, Report = report, Approval = approval };
    }

    [Fact]
    public void Gates_should_all_pass_what_was_simulated_and_approved() =>
        Assert.All(
            Gates.Evaluate(Some.Approved(1), AllWell),
            verdict => Assert.True(verdict.Passed, verdict.Detail));

    [Fact]
    public void Gates_should_keep_every_verdict_in_order_whatever_fails() =>
        Assert.Equal(
            [0, 1, 2, 3, 4, 5],
            Gates.Evaluate(Some.Approved(1) with { Report = null, Approval = null }, AllWell)
                .Select(v => v.Gate));

    [Fact]
    public void Gate_1_should_refuse_without_a_report() =>
        Refuses(1, "No dry-run report", Some.Approved(1) with { Report = null });

    [Fact]
    public void Gate_1_should_refuse_a_report_that_is_not_the_hosts_own() => Refuses(
        1, "summary: was altered", Some.Approved(1), AllWell with { ReportFault = "summary: was altered" });

    [Fact]
    public void Gate_5_should_not_compare_the_disk_with_a_report_that_is_not_the_hosts_own()
    {
        var verdict = Gates.Evaluate(Some.Approved(1), AllWell with { ReportFault = "not ours" })[5];
        Assert.False(verdict.Passed);
        Assert.Contains("not this host's own", verdict.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SimulationStatus.Unsafe, "unsafe")]
    [InlineData(SimulationStatus.Blocked, "blocked")]
    public void Gate_2_should_refuse_a_simulation_that_is_no_success(SimulationStatus status, string word)
    {
        var report = Some.ReportOf(Some.Plan(1), status);
        Refuses(2, word, Some.Approved(1) with { Report = report, Approval = Some.ApprovalOf(report) });
    }

    [Fact]
    public void Gate_3_should_refuse_without_an_approval() =>
        Refuses(3, "approve", Some.Approved(1) with { Approval = null });

    [Fact]
    public void Gate_3_should_refuse_a_signature_that_is_not_the_hosts() =>
        Refuses(3, "another's", Some.Approved(1), AllWell with { ApprovalFault = "another's signature" });

    [Fact]
    public void Gate_3_should_refuse_an_approval_whose_use_cannot_be_looked_up() =>
        Refuses(3, "disk is full", Some.Approved(1), AllWell with { ConsumedBy = new(null, "disk is full") });

    [Fact]
    public void A_gate_should_refuse_a_document_that_it_cannot_even_look_at() =>
        Refuses(
            3, "cannot be judged",
            Some.Approved(1) with { Plan = Some.Plan(1) with { Steps = [null!] } });

    [Fact]
    public void Gate_3_should_refuse_an_expired_approval() =>
        Refuses(3, "expired", Some.Approved(1), AllWell with { Now = Some.Noon.AddMinutes(15) });

    [Fact]
    public void Gate_3_should_refuse_what_was_refused_as_expired_before_whatever_the_clock_says() =>
        Refuses(3, "for good", Some.Approved(1), AllWell with { Refusal = "It expired at noon." });

    [Fact]
    public void An_expired_approval_should_be_refused_for_good_only_where_it_is_the_hosts_own()
    {
        var late = AllWell with { Now = Some.Noon.AddMinutes(15) };
        Assert.NotNull(Gates.RefusalToKeep(Some.Approved(1), late));
        Assert.Null(Gates.RefusalToKeep(Some.Approved(1), AllWell));
        Assert.Null(Gates.RefusalToKeep(Some.Approved(1), late with { ApprovalFault = "forged" }));
        Assert.Null(Gates.RefusalToKeep(Some.Approved(1), late with { Refusal = "It expired at noon." }));
        Assert.Null(Gates.RefusalToKeep(Some.Approved(1) with { Approval = null }, late));
    }

    [Fact]
    public void Gate_3_should_refuse_an_approval_from_the_future() =>
        Refuses(3, "future", Some.Approved(1), AllWell with { Now = Some.Noon.AddHours(-1) });

    [Fact]
    public void Gate_3_should_refuse_an_approval_that_another_execution_used() =>
        Refuses(3, "exec-0", Some.Approved(1), AllWell with { ConsumedBy = "exec-0" });

    [Fact]
    public void The_remedy_named_should_be_the_one_furthest_back()
    {
        var used = AllWell with { ConsumedBy = "exec-0" };
        Refuses(3, "approve the report again", Some.Approved(1), used);
        var drifted = used with { Drifts = new([new Drift("a.txt", "nothing", "a file")]) };
        Refuses(3, "simulate the plan again, and approve that report", Some.Approved(1), drifted);
        Assert.DoesNotContain(
            "approve the report again", Gates.Evaluate(Some.Approved(1), drifted)[3].Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Gate_3_should_let_an_execution_use_its_own_approval_again() =>
        Assert.True(Gates.Evaluate(Some.Approved(1), AllWell with { ConsumedBy = "exec-1" })[3].Passed);

    [Fact]
    public void Gate_3_should_refuse_an_irreversible_step_that_nobody_acknowledged()
    {
        var report = Redigested(Some.ReportOf(Some.Plan(1)) with { StepsWithIrreversibleActions = [1] });
        Refuses(3, "irreversible step(s) 1",
            Some.Approved(1) with { Report = report, Approval = Some.ApprovalOf(report) });
    }

    [Fact]
    public void Gate_3_should_refuse_an_approval_without_a_confirmation_that_a_step_demands()
    {
        Refuses(3, "step 1 demands 'confirm_delete'", Demanding());
        Refuses(3, "step 1 demands 'confirm_delete'", Demanding(new StepConfirmation(2, "confirm_delete")));
        Assert.True(
            Gates.Evaluate(Demanding(new StepConfirmation(1, "confirm_delete")), AllWell)[3].Passed);
    }

    [Fact]
    public void Gate_3_should_pass_an_irreversible_step_that_was_acknowledged()
    {
        var report = Redigested(Some.ReportOf(Some.Plan(1)) with { StepsWithIrreversibleActions = [1] });
        var approval = Some.ApprovalOf(report) with { AcknowledgedIrreversibleSteps = [1] };
        var request = Some.Approved(1) with { Report = report, Approval = approval };
        Assert.True(Gates.Evaluate(request, AllWell)[3].Passed);
    }

    [Fact]
    public void Gate_4_should_refuse_a_report_of_another_plan()
    {
        var report = Redigested(Some.ReportOf(Some.Plan(1)) with { ExecutionPlanId = "plan-2" });
        Refuses(4, "mismatch", Some.Approved(1) with
        {
            Report = report, Approval = Some.ApprovalOf(report) with { PlanId = "plan-1" },
        });
    }

    [Fact]
    public void Gate_4_should_refuse_an_approval_of_another_report() => Refuses(
        4, "mismatch",
        Some.Approved(1) with { Approval = Some.Approved(1).Approval! with { ReportId = "report-2" } });

    [Fact]
    public void Gate_5_should_refuse_a_plan_that_was_edited_after_the_dry_run() =>
        Refuses(5, "digest differs", Some.Approved(1) with { Plan = Some.Plan(1, 2) });

    [Fact]
    public void Gate_5_should_refuse_a_report_that_was_edited() => Refuses(
        5, "altered",
        Some.Approved(1) with { Report = Some.Approved(1).Report! with { Summary = "harmless" } });

    [Fact]
    public void Gate_5_should_refuse_an_approval_over_another_digest() => Refuses(
        5, "approved",
        Some.Approved(1) with { Approval = Some.Approved(1).Approval! with { ReportDigest = "00" } });

    [Fact]
    public void Gate_5_should_refuse_a_world_that_drifted_and_list_what_was_expected_and_found() => Refuses(
        5, "a.txt: expected nothing, found a file", Some.Approved(1),
        AllWell with { Drifts = new([new Drift("a.txt", "nothing", "a file")]) });

    [Fact]
    public void Gate_5_should_refuse_a_world_that_cannot_be_looked_at() =>
        Refuses(5, "disk on fire", Some.Approved(1), AllWell with { Drifts = new([], "disk on fire") });

    [Fact]
    public void Gate_5_should_refuse_another_directory_than_the_one_simulated() =>
        Refuses(5, "/elsewhere", Some.Approved(1), AllWell with { WorkspaceRoot = "/elsewhere" });

    [Theory]
    [InlineData(SecurityState.Compromised)]
    [InlineData(SecurityState.Lockdown)]
    public void Security_should_refuse_before_gate_1(SecurityState state) => Refuses(
        0, "security", Some.Approved(1) with { Report = null },
        AllWell with { Security = new SecurityReading(state, BoundaryState.Unknown) });

    [Fact]
    public void Security_should_refuse_when_the_monitor_does_not_answer() =>
        Refuses(
            0, "does not answer (no answer)", Some.Approved(1),
            AllWell with { Security = new(SecurityReading.Unknown, "no answer") });

    private static DryRunExecutionReport Redigested(DryRunExecutionReport report) =>
        report with { ReportDigest = ArtifactDigest.Of(report) };

    private static void Refuses(int gate, string words, ExecutionRequest request, GateFacts? facts = null)
    {
        var first = Gates.Evaluate(request, facts ?? AllWell).First(verdict => !verdict.Passed);
        Assert.Equal(gate, first.Gate);
        Assert.Contains(words, first.Detail, StringComparison.Ordinal);
    }
}
