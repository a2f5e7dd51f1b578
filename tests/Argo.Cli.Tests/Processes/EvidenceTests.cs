using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>list, show, record and verify: what was done, and that nobody has touched it.</summary>
public sealed class EvidenceTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Executions_should_be_listed_newest_first()
    {
        var (first, second) = (await RunAsync("a.txt"), await RunAsync("b.txt"));
        var listed = (await _cli.ArgoAsync("list")).Exited(ExitCode.Done).Out;
        Assert.True(
            listed.IndexOf(second, StringComparison.Ordinal) < listed.IndexOf(
                first, StringComparison.Ordinal),
            listed);
        Assert.Contains("completed", listed, StringComparison.Ordinal);
        Assert.Contains("2/2", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_execution_should_be_shown_by_the_beginning_of_its_id()
    {
        var id = await RunAsync("a.txt");
        var shown = (await _cli.ArgoAsync("show", id[..20])).Exited(ExitCode.Done).Out;
        Assert.Contains($"Execution {id}", shown, StringComparison.Ordinal);
        Assert.Contains("nothing changed", shown, StringComparison.Ordinal);
        (await _cli.ArgoAsync("show", "exec-none")).Exited(ExitCode.NotFound);
    }

    [Fact]
    public async Task A_record_should_be_exported_and_verify_anywhere()
    {
        var id = await RunAsync("a.txt");
        var file = Path.Combine(_cli.Outside, "record.json");
        (await _cli.ArgoAsync("record", id, "-o", file)).Exited(ExitCode.Done);
        Assert.Contains(
            "Intact",
            (await _cli.ArgoAsync("verify", id)).Exited(ExitCode.Done).Out,
            StringComparison.Ordinal);
        var elsewhere = await _cli.ArgoAsync(
            "verify", file, "--data", Path.Combine(_cli.Outside, "none"));
        Assert.Contains("Intact", elsewhere.Exited(ExitCode.Done).Out, StringComparison.Ordinal);
        Assert.False(Path.Exists(Path.Combine(_cli.Outside, "none")));
    }

    [Fact]
    public async Task An_altered_event_should_break_its_link()
    {
        var id = await RunAsync("a.txt");
        var record = (await _cli.ArgoAsync("record", id, "--json")).Exited(ExitCode.Done).Json;
        record["step_events"]![1]!["step_name"] = "something else";
        var file = _cli.PutFile("record.json", record.ToJsonString());
        var result = (await _cli.ArgoAsync("verify", file)).Exited(ExitCode.EvidenceBroken);
        Assert.Contains("step_events[2].previous_event_hash", result.Out, StringComparison.Ordinal);
        var link = (await _cli.ArgoAsync("verify", file, "--json")).Exited(
            ExitCode.EvidenceBroken).Json["broken_link"]!;
        Assert.Equal(2, (int?)link["event_index"]);
    }

    [Fact]
    public async Task A_record_altered_in_the_store_should_be_found()
    {
        var id = await RunAsync("a.txt");
        _cli.AlterStore(
            "UPDATE artifacts SET json = CAST(replace(CAST(json AS TEXT), 'completed', 'compIeted') AS BLOB) "
            + "WHERE kind = 'record'");
        (await _cli.ArgoAsync("verify", id)).Exited(ExitCode.EvidenceBroken);
    }

    [Fact]
    public async Task What_is_no_record_should_be_refused()
    {
        (await _cli.ArgoAsync("verify", _cli.PutFile("x.json", "{}"))).Exited(ExitCode.Usage);
        await RunAsync("a.txt");
        (await _cli.ArgoAsync("verify", "exec-none")).Exited(ExitCode.NotFound);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_should_be_exit_4()
    {
        Directory.CreateDirectory(_cli.Data);
        await File.WriteAllTextAsync(
            Path.Combine(_cli.Data, "argo.db"), "this is not a database, but long enough to look at");
        var result = (await _cli.ArgoAsync("list")).Exited(ExitCode.NotReachable);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(result.Out);
    }

    private Task<string> RunAsync(string target) => _cli.CompleteAsync(
        _cli.Plan(Plans.Of(Plans.Write(1, target, "x\n"), Plans.Step(2, "query", target))));
}
