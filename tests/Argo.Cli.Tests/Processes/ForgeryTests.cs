using System.Text;
using System.Text.Json.Nodes;
using Argo.Artifacts.Json;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>
/// Reports that were forged, with a digest that fits, as files: approve and execute refuse each, with exit 6
/// and nothing changed, and verify names them.
/// </summary>
public sealed class ForgeryTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    private static Dictionary<string, Action<JsonObject>> Forgeries => new()
    {
        ["summary"] = report => report["summary"] = "One file is read.",
        ["diff"] = report => report["diff"] = "",
        ["steps_simulated"] = report => report["steps_simulated"]!.AsArray().RemoveAt(1),
        ["steps_with_irreversible_actions"] =
            report => report["steps_with_irreversible_actions"] = new JsonArray(2),
        ["simulation_status"] = report => report["simulation_status"] = "unsafe",
        ["witness"] = report => report["witness"] = new JsonArray(),
        ["workspace_root"] = report => report["workspace_root"] = null,
        ["report_id"] = report => report["report_id"] = "report-of-nobody",
        ["signature"] = report => report["signature"] = "",
    };

    [Fact]
    public async Task A_forged_report_should_be_refused_by_approve_and_execute_and_named_by_verify()
    {
        var approved = await MakeAsync();
        var whole = await File.ReadAllTextAsync(approved.Report);
        foreach (var (member, forge) in Forgeries)
        {
            var report = JsonNode.Parse(whole)!.AsObject();
            forge(report);
            Assert.False(JsonNode.DeepEquals(JsonNode.Parse(whole), report), $"{member} was not forged");
            report["report_digest"] = ArtifactDigest.OfJson(
                Encoding.UTF8.GetBytes(report.ToJsonString()), "report_digest", "signature");
            await File.WriteAllTextAsync(approved.Report, report.ToJsonString());
            await RefusedAsync(approved, member);
        }

        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.Done);
    }

    [Fact]
    public async Task A_report_of_another_data_directory_should_be_refused()
    {
        using var other = new CliProcessFixture();
        var foreign = await ApprovedPlan.OfAsync(other, Plans.Of(Plans.Write(1, "a.txt", "new\n")));
        var approved = await MakeAsync();
        File.Copy(foreign.Report, approved.Report, overwrite: true);
        await RefusedAsync(approved, "report_id");
    }

    private async Task<ApprovedPlan> MakeAsync()
    {
        _cli.Put("a.txt", "old\n");
        _cli.Put("gone.txt", "dear\n");
        return await ApprovedPlan.OfAsync(
            _cli, Plans.Of(Plans.Write(1, "a.txt", "new\n"), Plans.Step(2, "delete", "gone.txt")));
    }

    private async Task RefusedAsync(ApprovedPlan forged, string member)
    {
        var approving = (await _cli.ArgoAsync("approve", forged.Report, "--by", "eve", "--json"))
            .Exited(ExitCode.Refused);
        Assert.Equal("refused", (string?)approving.Json["error"]!["code"]);
        Assert.Contains(member, (string?)approving.Json["error"]!["message"], StringComparison.Ordinal);
        var result = (await forged.ExecuteAsync("--json")).Exited(ExitCode.Refused).Result;
        Assert.Equal("aborted", (string?)result["execution_status"]);
        Assert.Equal(1, (int?)result["gates"]!.AsArray().First(gate => !(bool)gate!["passed"]!)!["gate"]);
        (await _cli.ArgoAsync("verify", forged.Report)).Exited(ExitCode.EvidenceBroken);
        Assert.Equal("old\n", await File.ReadAllTextAsync(_cli.In("a.txt")));
        Assert.True(File.Exists(_cli.In("gone.txt")));
        Assert.False(Directory.Exists(_cli.In(".argo")));
    }
}
