using System.Security.Cryptography;
using System.Text.Json;
using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Adapters;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Argo.TestSupport;
using Argo.Workspaces.TreeManifests;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Seeds;

/// <summary>
/// A report counts because this host signed it and this store keeps it, not because its digest fits: whatever
/// is forged, approve and execute refuse, and nothing changes.
/// </summary>
public sealed class ForgedReportTests : IAsyncLifetime
{
    private static readonly ExecutionPlanArtifact Plan = HostedArgo.Plan(
        HostedArgo.WriteStep(1, "a.txt", "new")
        + """, {"step_id": 2, "action_type": "delete", "target": "gone.txt"}""");

    private HostedArgo _argo = null!;
    private DryRunExecutionReport _report = null!;
    private TreeManifest _before = null!;

    public static TheoryData<string> Members => [.. Forgeries.All.Keys];

    public async Task InitializeAsync()
    {
        _argo = await HostedArgo.StartAsync();
        _argo.Write("a.txt", "old");
        _argo.Write("gone.txt", "dear");
        _report = await _argo.DryRunAsync(Plan);
        _before = TreeManifest.Capture(_argo.Root);
    }

    public async Task DisposeAsync()
    {
        Assert.True((await _argo.Services.GetRequiredService<IArgoEvidence>().VerifyAllAsync()).IsIntact);
        await _argo.DisposeAsync();
    }

    [Fact]
    public void Every_member_of_a_report_should_be_forged_here() => Assert.Equal(
        JsonElement.Parse(ArtifactJson.WriteUtf8(_report)).EnumerateObject()
            .Select(member => member.Name)
            .Where(name => name is not ("schema_version" or "execution_feasible"))
            .Order(StringComparer.Ordinal),
        Forgeries.All.Keys);

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_forged_member_should_be_refused_by_approve_and_execute(string member)
    {
        var forged = Forgeries.All[member](_report);
        Assert.NotEqual(ArtifactJson.Write(_report), ArtifactJson.Write(forged));
        await RefusedAsync(forged);
        if (member is not ("report_digest" or "signature"))
            await RefusedAsync(forged.WithDigest());
    }

    [Fact]
    public async Task An_unsafe_simulation_should_not_be_forged_into_a_success()
    {
        var step = Plan.Steps[0] with { RollbackCapability = RollbackCapability.None };
        var plan = Plan with { Steps = [step] };
        var report = await _argo.DryRunAsync(plan);
        Assert.Equal(SimulationStatus.Unsafe, report.SimulationStatus);
        await RefusedAsync(
            (report with
            {
                SimulationStatus = SimulationStatus.Success, StepsWithIrreversibleActions = [],
                BlockingReason = null,
            }).WithDigest(),
            plan);
    }

    [Fact]
    public async Task A_signature_of_another_key_should_be_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RefusedAsync(ReportSignature.Sign(_report, key));
    }

    [Fact]
    public async Task A_report_of_another_store_should_be_refused()
    {
        await using var other = await HostedArgo.StartAsync();
        other.Write("a.txt", "old");
        other.Write("gone.txt", "dear");
        await RefusedAsync(await other.DryRunAsync(Plan));
    }

    [Fact]
    public async Task Rows_put_into_the_database_should_not_make_a_report_count()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = ReportSignature.Sign((_report with { Summary = "harmless" }).WithDigest(), key);
        _argo.Sql(
            $"""
            INSERT INTO artifacts (digest, kind, artifact_id, json, created_at)
              SELECT '{forged.ReportDigest}', kind, artifact_id,
                x'{Convert.ToHexString(ArtifactJson.Canonical(forged))}', created_at
              FROM artifacts WHERE kind = 'report';
            UPDATE reports SET digest = '{forged.ReportDigest}';
            """);
        await RefusedAsync(forged);
        var all = await _argo.Services.GetRequiredService<IArgoEvidence>().VerifyAllAsync();
        Assert.Contains(all.Broken, broken => broken.Broken!.Path is "signature");
        _argo.Sql(
            $"""
            DELETE FROM artifacts WHERE digest = '{forged.ReportDigest}';
            UPDATE reports SET digest = '{_report.ReportDigest}';
            """);
    }

    [Fact]
    public async Task The_report_that_is_shown_should_be_the_one_that_is_kept()
    {
        var read = ArtifactJson.Read<DryRunExecutionReport>(ArtifactJson.Write(_report, indented: true));
        var shown = await _argo.Argo.VerifyReportAsync(read);
        Assert.Equal(ArtifactJson.Write(_report), ArtifactJson.Write(shown));
        await Assert.ThrowsAsync<ArgoException>(
            () => _argo.Argo.VerifyReportAsync((read with { Diff = "" }).WithDigest()));
    }

    [Fact]
    public async Task A_refused_forgery_should_not_be_kept_and_verify_should_say_what_it_was()
    {
        var forged = (_report with { Summary = "harmless" }).WithDigest();
        var evidence = _argo.Services.GetRequiredService<IArgoEvidence>();
        var end = await _argo.ExecuteAsync(Plan, forged, Signed(forged), "exec-forged");
        Assert.Equal(ExecutionStatus.Aborted, end.Result.ExecutionStatus);
        Assert.True((await evidence.VerifyAsync("exec-forged"))!.IsIntact);
        Assert.Null(await evidence.TraceAsync(Signed(forged).ApprovalId));
        var trace = await evidence.TraceAsync("exec-forged");
        Assert.Contains(
            trace!.Roots.SelectMany(root => root.All()),
            node => node.Kind is EvidenceKind.Report
                && node.Detail.Contains("not kept", StringComparison.Ordinal));
        var verdict = await evidence.VerifyFileAsync(ArtifactJson.Canonical(forged));
        Assert.Equal("signature", verdict.Broken?.Path);
        Assert.True((await evidence.VerifyFileAsync(ArtifactJson.Canonical(_report))).IsIntact);
        Assert.False((await evidence.VerifyFileAsync(
            ArtifactJson.Canonical(_report with { Signature = "" }))).IsIntact);
    }

    /// <summary>An approval that this host's own key signed over a forgery: only gate 1 is left.</summary>
    private ApprovalArtifact Signed(DryRunExecutionReport forged)
    {
        var now = DateTimeOffset.UtcNow;
        return _argo.Services.GetRequiredService<HostKey>().Sign(new ApprovalArtifact
        {
            ApprovalId = "approval-forged",
            ReportId = forged.ReportId,
            ReportDigest = forged.ReportDigest,
            PlanId = forged.ExecutionPlanId,
            Approver = "ada",
            ApprovedAt = now,
            ExpiresAt = now.AddMinutes(5),
            AcknowledgedIrreversibleSteps = forged.StepsWithIrreversibleActions,
        });
    }

    private async Task RefusedAsync(DryRunExecutionReport forged, ExecutionPlanArtifact? plan = null)
    {
        var refused = await Assert.ThrowsAsync<ArgoException>(() => _argo.ApproveAsync(forged));
        Assert.Equal(ArgoFault.Refused, refused.Fault);
        var end = await _argo.ExecuteAsync(plan ?? Plan, forged, Signed(forged));
        Assert.Equal(ExecutionStatus.Aborted, end.Result.ExecutionStatus);
        Assert.Equal(ExecutionState.Aborted, end.State);
        var first = end.Result.Gates.First(gate => !gate.Passed);
        Assert.Equal((1, refused.Message), (first.Gate, first.Detail));
        Assert.Equal(_before, TreeManifest.Capture(_argo.Root));
        Assert.False(Directory.Exists(_argo.PathOf(".argo")), "a refusal made a vault");
    }
}
