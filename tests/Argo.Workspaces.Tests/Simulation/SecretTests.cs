using System.Collections.Immutable;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Security;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>What a dry run shows of texts that are secret.</summary>
public sealed class SecretTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_secret_content_is_shown_by_size_and_digest()
    {
        _tree.Put("env", "password=old-hunter\n");
        var report = _tree.DryRun(Secret(Some.Write("env", "password=hunter2\n")));

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        Assert.Contains(
            $"bytes (secret): 20 bytes, SHA-256 {DryRuns.Sha("password=old-hunter\n")} -> ", report.Diff);
        ShowsNothingOf(report, "hunter");
    }

    [Fact]
    public void A_copy_and_a_moved_file_stay_secret()
    {
        _tree.Put("d/keep", "");
        var report = _tree.DryRun(
            Number(1, Secret(Some.Write("env", "password=hunter2\n"))),
            Number(2, Some.Copy("env", "d/env")),
            Number(3, Some.Move("env", "d/env2")),
            Number(4, Some.Modify("d/env", "password", "pass")));

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        ShowsNothingOf(report, "hunter");
        Assert.Equal(2, report.Diff.Split("bytes (secret)").Length - 1);
    }

    [Fact]
    public void What_was_once_secret_is_shown_by_no_later_plan()
    {
        const string text = "password=hunter2\n";
        var options = new SimulatorOptions();
        _tree.DryRun(Some.Plan(Secret(Some.Write("env", text))), options);
        _tree.Put("env", text).Put("other", "old\n");

        foreach (var step in Later())
        {
            var report = _tree.DryRun(Some.Plan(step), options);
            Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
            ShowsNothingOf(report, "hunter");
        }
        // and what was made of it then, in a plan after that
        _tree.Put("env", text.Replace("password", "pass", StringComparison.Ordinal));
        ShowsNothingOf(_tree.DryRun(Some.Plan(Some.Delete("env")), options), "hunter");

        static IEnumerable<PlanStep> Later() =>
        [
            Some.Write("env", "public=1\n"),
            Some.Modify("env", "password", "pass"),
            Some.Step(ActionType.Modify, "env", new() { Append = "more\n" }),
            Some.Step(ActionType.Write, "env", new() { Content = "more\n", Mode = "a" }),
            Some.Copy("env", "copy"),
            Some.Copy("env", "other", overwrite: true),
            Some.Move("env", "moved"),
            Some.Delete("env"),
            Some.Write("again", text), // spelled out by a plan that does not call it secret
        ];
    }

    [Fact]
    public void A_new_file_from_a_secret_is_private_unless_the_plan_says_otherwise()
    {
        var report = _tree.DryRun(
            Number(1, Secret(Some.Write("env", "x"))),
            Number(2, Secret(Some.Write("shared", "x", "0640"))));
        Assert.Equal("0600", report.Predicted("env").Mode);
        Assert.Equal("0640", report.Predicted("shared").Mode);
    }

    [Fact]
    public void An_edit_that_looks_for_a_secret_shows_neither_side()
    {
        _tree.Put("env", "a\npassword=hunter2\nb\n");
        var step = Some.Modify("env", "hunter2", "swordfish");
        var report = _tree.DryRun(step with
        {
            Parameters = step.Parameters with { Secrets = Marks("edits[0].find", "edits[0].replace") },
        });

        Assert.Equal(SimulationStatus.Success, report.SimulationStatus);
        ShowsNothingOf(report, "hunter", "swordfish");
    }

    [Fact]
    public void A_step_whose_secret_is_withheld_is_blocked_and_says_so()
    {
        var plan = Some.Plan(Secret(Some.Write("env", "password=hunter2\n"))).WithoutSecrets();
        var report = _tree.DryRun(plan);
        Assert.Equal(SimulationStatus.Blocked, report.SimulationStatus);
        Assert.Contains("only the digest of a secret", report.BlockingReason);
    }

    [Fact]
    public void What_a_pattern_finds_is_taken_out_of_both_sides_before_they_are_compared()
    {
        _tree.Put("key", "one\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\ntwo\n");
        var options = new SimulatorOptions { Redactor = new Redactor(Redactor.WellKnown) };
        var report = _tree.DryRun(
            Some.Plan(Some.Modify("key", "AAAA", "BBBB")), options);

        ShowsNothingOf(report, "AAAA", "BBBB", "BEGIN");
        Assert.Equal(1, report.Diff.Split("\n-[secret ").Length - 1);
        Assert.Equal(1, report.Diff.Split("\n+[secret ").Length - 1);
    }

    private static void ShowsNothingOf(DryRunExecutionReport report, params string[] secrets)
    {
        var json = ArtifactJson.Write(report);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, json));
    }

    private static PlanStep Secret(PlanStep step) =>
        step with { Parameters = step.Parameters with { Secrets = Marks("content") } };

    private static ImmutableSortedDictionary<string, string> Marks(params string[] names) =>
        names.ToImmutableSortedDictionary(name => name, _ => new string('0', 64), StringComparer.Ordinal);

    private static PlanStep Number(int id, PlanStep step) => step with { StepId = id };
}
