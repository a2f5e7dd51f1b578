using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>What is listed and found: filters, beginnings of ids, and one shape of JSON.</summary>
public sealed class ListTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_list_should_have_only_what_was_asked_for()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        var other = Directory.CreateDirectory(Path.Combine(_cli.Outside, "other")).FullName;
        var here = await _cli.CompleteAsync(plan);
        (await _cli.ArgoAsync("run", plan, "--yes", "--workspace", other)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("execute", plan, "--execution-id", "refused")).Exited(ExitCode.Refused);
        Assert.Equal(3, (await IdsAsync()).Length);
        Assert.Equal([here], (await IdsAsync("--workspace", _cli.Workspace, "--state", "completed")));
        Assert.Equal(2, (await IdsAsync("--workspace", ".")).Length);
        Assert.Single(await IdsAsync("--workspace", other));
        Assert.Equal(["refused"], await IdsAsync("--state", "aborted"));
        Assert.Equal(3, (await IdsAsync("--since", "1h")).Length);
        Assert.Empty(await IdsAsync("--since", "2999-01-01"));
        Directory.Delete(other, recursive: true);
        Assert.Single(await IdsAsync("--workspace", other));
        var none = await _cli.ArgoAsync("list", "--state", "parked");
        Assert.Contains("No execution fits.", none.Out, StringComparison.Ordinal);
        var wrong = (await _cli.ArgoAsync("list", "--state", "done")).Exited(ExitCode.Usage);
        Assert.Contains("must be one of: queued, running, completed", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_beginning_of_any_id_should_do()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        (await approved.ExecuteAsync("--execution-id", "deploy-42")).Exited(ExitCode.Done);
        var report = Id(approved.Report, "report_id");
        var approval = Id(approved.Approval, "approval_id");
        foreach (var command in "show record receipt verify trace scaffold".Split(' '))
            (await _cli.ArgoAsync(command, "deploy-")).Exited(ExitCode.Done);
        (string Command, string Id)[] calls =
        [
            ("show", report), ("show", approval), ("show", "plan-test"), ("trace", report),
            ("trace", approval),
        ];
        foreach (var (command, id) in calls)
            (await _cli.ArgoAsync(command, id[..^1])).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("approve", report[..^1], "--yes")).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("dry-run", approved.Plan)).Exited(ExitCode.Done);
        var several = (await _cli.ArgoAsync("show", "report")).Exited(ExitCode.Usage);
        Assert.Contains("begins several ids", several.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_execute_show_and_list_should_give_an_execution_in_one_shape()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        var executed = (await approved.ExecuteAsync("--json")).Exited(ExitCode.Done).Json;
        var id = (string)executed["execution"]!["execution_id"]!;
        var shown = (await _cli.ArgoAsync("show", id, "--json")).Exited(ExitCode.Done).Json;
        Assert.True(JsonNode.DeepEquals(executed, shown), $"{executed}\n{shown}");
        var listed = (await _cli.ArgoAsync("list", "--json")).Json["executions"]![0];
        Assert.True(JsonNode.DeepEquals(shown["execution"], listed), $"{shown["execution"]}\n{listed}");
        var ran = (await _cli.ArgoAsync("run", approved.Plan, "--yes", "--json"))
            .Exited(ExitCode.Done).Json;
        Assert.Equal(Names(executed), Names(ran));
        Assert.Equal(Names(executed["execution"]!), Names(ran["execution"]!));
        Assert.Equal(Names(executed["result"]!), Names(ran["result"]!));
    }

    [Fact]
    public async Task A_file_should_be_replaced_only_when_that_is_said()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        var (report, approval) = (_cli.PutFile("r.json", "mine\n"), _cli.PutFile("a.json", "mine\n"));
        var refused = (await _cli.ArgoAsync("dry-run", plan, "-o", report)).Exited(ExitCode.Usage);
        Assert.Contains("is there already", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine\n", await File.ReadAllTextAsync(report));
        (await _cli.ArgoAsync("dry-run", plan, "-o", report, "--force")).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("approve", report, "--yes", "-o", approval)).Exited(ExitCode.Usage);
        Assert.Equal("mine\n", await File.ReadAllTextAsync(approval));
        (await _cli.ArgoAsync("approve", report, "--yes", "-o", approval, "--force")).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("dry-run", plan, "-o", "/dev/stdout")).Exited(ExitCode.Done);
    }

    private static string[] Names(JsonNode document) =>
        [.. document.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)];

    private static string Id(string file, string name) =>
        (string)JsonNode.Parse(File.ReadAllText(file))![name]!;

    private async Task<string[]> IdsAsync(params string[] filter)
    {
        var listed = (await _cli.ArgoAsync(["list", "--json", .. filter])).Exited(ExitCode.Done).Json;
        return [.. listed["executions"]!.AsArray().Select(one => (string)one!["execution_id"]!)];
    }
}
