using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>
/// The three steps by hand, and every way in which a gate refuses: exit 6, a result, the tree untouched.
/// </summary>
public sealed class GateTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public GateTests() => _cli.Put("notes.txt", "old\n");

    public void Dispose() => _cli.Dispose();

    private static string Plan =>
        Plans.Of(Plans.Write(1, "notes.txt", "new\n"), Plans.Write(2, "more.txt", "more\n"));

    [Fact]
    public async Task An_approved_plan_should_execute_once_and_name_its_approver()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        var result = (await approved.ExecuteAsync("--json")).Exited(ExitCode.Done).Result;
        Assert.Equal("ann", (string?)result["approver"]); // a claim; the system says whose
        Assert.StartsWith(
            $"{Environment.UserName} (uid ", (string?)result["approver_os_user"], StringComparison.Ordinal);
        Assert.Contains(
            "\"os_user\"", await File.ReadAllTextAsync(approved.Approval), StringComparison.Ordinal);
        var id = (string)result["execution_id"]!;
        foreach (var command in (string[])["show", "trace", "receipt"])
        {
            var answer = (await _cli.ArgoAsync(command, id)).Exited(ExitCode.Done);
            Assert.Contains(
                $"by ann, claimed by the operating-system user {Environment.UserName} (uid ",
                answer.Out,
                StringComparison.Ordinal);
        }

        Assert.Equal("new\n", await File.ReadAllTextAsync(_cli.In("notes.txt")));
    }

    [Fact]
    public async Task No_report_should_be_refused_by_gate_1()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        await RefusedAsync(
            1,
            "No dry-run report",
            await _cli.ArgoAsync("execute", approved.Plan, "--approval", approved.Approval, "--json"));
    }

    [Fact]
    public async Task No_approval_should_be_refused_by_gate_3()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        await RefusedAsync(
            3,
            "approve",
            await _cli.ArgoAsync("execute", approved.Plan, "--report", approved.Report, "--json"));
    }

    [Fact]
    public async Task A_replayed_approval_should_be_refused_by_gate_3()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        (await approved.ExecuteAsync()).Exited(ExitCode.Done);
        await File.WriteAllTextAsync(_cli.In("notes.txt"), "old\n");
        File.Delete(_cli.In("more.txt"));
        await RefusedAsync(3, "was used", await approved.ExecuteAsync("--json"));
    }

    [Fact]
    public async Task An_altered_approval_should_be_refused_by_gate_3()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        await AlterAsync(approved.Approval, "approver", "bob");
        await RefusedAsync(3, "signature", await approved.ExecuteAsync("--json"));
    }

    [Fact]
    public async Task Another_plan_should_be_refused_by_gate_4()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        await AlterAsync(approved.Plan, "plan_id", "plan-other");
        await RefusedAsync(4, "mismatch", await approved.ExecuteAsync("--json"));
    }

    [Fact]
    public async Task An_altered_report_should_be_refused_by_gate_1()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        await AlterAsync(approved.Report, "summary", "Nothing to see here.");
        await RefusedAsync(1, "altered", await approved.ExecuteAsync("--json"));
        var again = (
            await _cli.ArgoAsync("approve", approved.Report, "--by", "ann")).Exited(ExitCode.Refused);
        Assert.Contains("altered", again.Error, StringComparison.Ordinal);
        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.Done); // the store is as it was written
    }

    [Fact]
    public async Task A_drifted_file_should_be_refused_by_gate_5()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        await File.WriteAllTextAsync(_cli.In("notes.txt"), "edited since\n");
        var result = await approved.ExecuteAsync("--json");
        Assert.Contains("notes.txt", Reason(result, 5), StringComparison.Ordinal);
        Assert.Equal("edited since\n", await File.ReadAllTextAsync(_cli.In("notes.txt")));
        Assert.False(Path.Exists(_cli.In("more.txt")));
    }

    [Fact]
    public async Task A_refusal_should_be_shown_with_its_gate_and_be_listed()
    {
        var plan = _cli.Plan(Plan);
        var result = (await _cli.ArgoAsync("execute", plan)).Exited(ExitCode.Refused);
        Assert.Contains(
            "Aborted, nothing was changed: No dry-run report", result.Out, StringComparison.Ordinal);
        Assert.Contains("REFUSED", result.Out, StringComparison.Ordinal);
        var listed = (await _cli.ArgoAsync("list", "--json")).Json["executions"]!.AsArray();
        Assert.Equal("aborted", (string?)Assert.Single(listed)!["state"]);
    }

    [Fact]
    public async Task The_same_execution_id_should_give_the_end_it_had_and_run_nothing()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plan);
        var first = (await approved.ExecuteAsync("--execution-id", "deploy-42", "--json"))
            .Exited(ExitCode.Done).Result;
        File.Delete(_cli.In("more.txt"));
        var second = (await approved.ExecuteAsync("--execution-id", "deploy-42", "--json"))
            .Exited(ExitCode.Done).Result;
        Assert.Equal((string?)first["result_id"], (string?)second["result_id"]);
        Assert.False(Path.Exists(_cli.In("more.txt")));
    }

    private static async Task AlterAsync(string path, string member, string value)
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        document[member] = value;
        await File.WriteAllTextAsync(path, document.ToJsonString());
    }

    private async Task RefusedAsync(int gate, string reason, CliResult result)
    {
        Assert.Contains(reason, Reason(result, gate), StringComparison.Ordinal);
        Assert.Equal("old\n", await File.ReadAllTextAsync(_cli.In("notes.txt")));
        Assert.False(Path.Exists(_cli.In("more.txt")));
    }

    private static string Reason(CliResult ran, int gate)
    {
        var result = ran.Exited(ExitCode.Refused).Result;
        Assert.Equal("aborted", (string?)result["execution_status"]);
        var verdict = result["gates"]!.AsArray().Single(v => (int?)v!["gate"] == gate)!;
        Assert.False((bool?)verdict["passed"]);
        return (string)verdict["detail"]!;
    }
}
