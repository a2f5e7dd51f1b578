using System.Security.Cryptography;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Reports;
using Argo.TestSupport;

namespace Argo.Artifacts.Tests.Json;

public sealed class DigestTests
{
    [Fact]
    public void A_digest_should_be_the_sha256_of_the_canonical_json()
    {
        var expected = Convert.ToHexStringLower(SHA256.HashData(ArtifactJson.Canonical(Some.Plan)));
        Assert.Equal(expected, ArtifactDigest.Of(Some.Plan));
        Assert.Equal(64, expected.Length);
    }

    [Fact]
    public void A_digest_should_not_depend_on_the_form_of_the_json()
    {
        var read = PlanReader.Read(ArtifactJson.WriteUtf8(Some.Plan, indented: true));
        Assert.Equal(ArtifactDigest.Of(Some.Plan), ArtifactDigest.Of(read));
        var elsewhere = Some.Plan with { CreatedAt = Some.Moment.ToOffset(TimeSpan.FromHours(-7)) };
        Assert.Equal(ArtifactDigest.Of(Some.Plan), ArtifactDigest.Of(elsewhere));
    }

    [Fact]
    public void A_report_s_digest_should_cover_all_but_itself()
    {
        var report = Some.Report.WithDigest();
        Assert.True(report.HasItsDigest());
        Assert.Equal(report.ReportDigest, ArtifactDigest.Of(report));
        Assert.True(ArtifactJson.Read<DryRunExecutionReport>(ArtifactJson.Write(report)).HasItsDigest());
        Assert.False((report with { Summary = "harmless" }).HasItsDigest());
        Assert.False((report with { Witness = [] }).HasItsDigest());
    }

    [Fact]
    public void A_report_s_signature_should_hold_for_every_byte_of_it_and_its_key_only()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = ReportSignature.Sign(Some.Report.WithDigest(), key);
        Assert.True(signed.HasItsDigest());
        Assert.True(ReportSignature.Verify(ArtifactJson.WriteUtf8(signed, indented: true), key));
        Assert.True(PublicKey.Of(key).HasSignedReport(ArtifactJson.Canonical(signed)));
        Assert.False(ReportSignature.Verify(ArtifactJson.Canonical(signed), other));
        foreach (var forged in (DryRunExecutionReport[])
            [
                signed with { Summary = "harmless" },
                (signed with { Summary = "harmless" }).WithDigest(),
                signed with { ReportDigest = new('0', 64) },
                signed with { Signature = "" },
                signed with { Signature = signed.Signature + "\n" },
                signed with { Signature = "not base64!" },
            ])
            Assert.False(ReportSignature.Verify(ArtifactJson.Canonical(forged), key));
    }

    [Fact]
    public void What_older_documents_do_not_have_should_not_be_written_into_them()
    {
        Assert.DoesNotContain("os_user", ArtifactJson.Write(Some.Approval), StringComparison.Ordinal);
        Assert.DoesNotContain("os_user", ArtifactJson.Write(Some.Result), StringComparison.Ordinal);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = ApprovalSignature.Sign(Some.Approval with { OsUser = "ada (uid 1000)" }, key);
        Assert.False(ApprovalSignature.Verify(signed with { OsUser = "eve (uid 1001)" }, key));
        Assert.False(ApprovalSignature.Verify(signed with { OsUser = null }, key));
    }

    [Fact]
    public void What_came_to_artifacts_later_should_not_be_in_those_that_are_older()
    {
        string[] later =
        [
            "confirmations", "required_confirmations\":[]", "completion_notes", "all_steps_safe",
            "user_confirmed", "user_approved_execution", "timestamp\":null", "created_at\":null",
        ];
        string[] written =
        [
            ArtifactJson.Write(Some.Approval), ArtifactJson.Write(Some.Report),
            ArtifactJson.Write(Some.Result), Some.Record.ToJson(),
        ];
        Assert.All(written, json => Assert.All(
            later, member => Assert.DoesNotContain($"\"{member}", json, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_signature_should_hold_for_its_approval_and_key_only()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = ApprovalSignature.Sign(Some.Approval, key);
        Assert.True(ApprovalSignature.Verify(signed, key));
        Assert.True(
            ApprovalSignature.Verify(ArtifactJson.Read<ApprovalArtifact>(ArtifactJson.Write(signed)), key));
        Assert.False(ApprovalSignature.Verify(signed, other));
        Assert.False(ApprovalSignature.Verify(signed with { Approver = "eve" }, key));
        Assert.False(ApprovalSignature.Verify(signed with { ExpiresAt = signed.ExpiresAt.AddTicks(1) }, key));
        Assert.False(ApprovalSignature.Verify(signed with { AcknowledgedIrreversibleSteps = [3, 4] }, key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void A_text_that_is_no_signature_should_not_verify(string signature)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(ApprovalSignature.Verify(Some.Approval with { Signature = signature }, key));
    }

    [Fact]
    public void A_key_of_another_curve_should_be_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<ArgumentException>(() => ApprovalSignature.Sign(Some.Approval, key));
    }

    [Fact]
    public void Ids_should_be_safe_as_file_names()
    {
        var id = ArtifactId.New("plan");
        Assert.Matches("^plan_[0-9a-f]{32}$", id);
        Assert.Null(ArtifactId.WhyNot(id));
        foreach (var bad in (string[])["", ".", "..", "a/b", "-x", "a b", "é", new('a', 129)])
            Assert.NotNull(ArtifactId.WhyNot(bad));
    }
}
