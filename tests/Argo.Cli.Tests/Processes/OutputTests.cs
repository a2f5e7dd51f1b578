using System.Text.Json;
using Argo.Artifacts.Json;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>
/// What goes where: one JSON document on stdout, talk on stderr, no escape codes in a pipe.
/// </summary>
public sealed class OutputTests : IDisposable
{
    private readonly CliProcessFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Json_should_be_one_document_for_every_command_and_nothing_else()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        await OneDocumentAsync(ExitCode.Done, "dry-run", approved.Plan);
        await OneDocumentAsync(ExitCode.Done, "approve", approved.Report, "--by", "ann", "--yes");
        await OneDocumentAsync(ExitCode.Done, approved.Words("--execution-id", "one"));
        await OneDocumentAsync(ExitCode.Done, "list");
        await OneDocumentAsync(ExitCode.Done, "show", "one");
        await OneDocumentAsync(ExitCode.Done, "record", "one");
        await OneDocumentAsync(ExitCode.Done, "verify", "one");
        await OneDocumentAsync(ExitCode.Done, "recover");
        await OneDocumentAsync(ExitCode.Failed, "cancel", "one");
        await OneDocumentAsync(ExitCode.Done, "schema", "plan");
        await OneDocumentAsync(ExitCode.Done, "--version");
        await OneDocumentAsync(ExitCode.Done, "--help");
        await OneDocumentAsync(
            ExitCode.Done, "run", _cli.Plan(Plans.Of(Plans.Write(1, "b.txt", "b\n"))), "--yes");
        await OneDocumentAsync(ExitCode.Usage, "run", "none.json");
        await OneDocumentAsync(ExitCode.NotFound, "show", "none");
        await OneDocumentAsync(ExitCode.Usage, "frobnicate");
    }

    [Fact]
    public async Task A_pipe_should_get_no_escape_codes()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        await PlainAsync("dry-run", plan);
        await PlainAsync("run", plan, "--yes", "-v", "diagnostic");
        await PlainAsync("list");
        var id = (string)(await _cli.ArgoAsync("list", "--json")).Json["executions"]![0]!["execution_id"]!;
        await PlainAsync("show", id);
        await PlainAsync("record", id);
        await PlainAsync("verify", id);
        await PlainAsync("--help");
        await PlainAsync("run", "none.json");
    }

    [Fact]
    public async Task Names_and_texts_that_hide_should_be_written_out()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "invoice\u202Efdp.txt", "\u001b[2Jgone\n")));
        var result = (await _cli.ArgoAsync("dry-run", plan)).Exited(ExitCode.Done);
        Assert.DoesNotContain('\u001b', result.Out);
        Assert.DoesNotContain('\u202E', result.Out);
        Assert.Contains("invoice<U+202E>fdp.txt", result.Out, StringComparison.Ordinal);
        Assert.Contains("<U+001B>[2Jgone", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_should_leave_only_data()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        var result = (await _cli.ArgoAsync("run", plan, "--yes", "-v", "quiet")).Exited(ExitCode.Done);
        Assert.Empty(result.Error);
        Assert.Contains("Done: 1 step completed", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_failure_should_show_its_trace_only_with_diagnostic()
    {
        Directory.CreateDirectory(_cli.Data);
        await File.WriteAllTextAsync(
            Path.Combine(_cli.Data, "argo.db"), "this is not a database, but long enough to look at");
        var plain = (await _cli.ArgoAsync("list")).Exited(ExitCode.NotReachable);
        var diagnostic = (await _cli.ArgoAsync("list", "-v", "diagnostic")).Exited(ExitCode.NotReachable);
        Assert.DoesNotContain("   at ", plain.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", diagnostic.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemas_should_be_those_in_config()
    {
        foreach (var name in ArtifactSchemas.Names)
        {
            var committed = await File.ReadAllTextAsync(
                Path.Combine(AppContext.BaseDirectory, "config", $"{name}.schema.json"));
            Assert.Equal(committed, (await _cli.ArgoAsync("schema", name)).Exited(ExitCode.Done).Out);
        }
    }

    private async Task OneDocumentAsync(int exit, params string[] words)
    {
        var result = (await _cli.ArgoAsync([.. words, "--json"])).Exited(exit);
        using var document = JsonDocument.Parse(result.Out); // fails where anything follows
        Assert.Equal(
            exit is not (ExitCode.Done or ExitCode.Failed),
            document.RootElement.TryGetProperty("error", out _));
        Assert.Empty(result.Error);
    }

    private async Task PlainAsync(params string[] words)
    {
        var result = await _cli.ArgoAsync(words);
        Assert.DoesNotContain('\u001b', result.Out + result.Error);
    }
}
