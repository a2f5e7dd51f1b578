using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>
/// Whatever is handed in: exit 2, one sentence on stderr, nothing on stdout, nothing changed.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    public BadInputTests() => _cli.Put("keep.txt", "kept\n");

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string, string, string> BadPlans => new()
    {
        { "empty", "", "empty" },
        { "not JSON", "this is not JSON", "not JSON" },
        { "cut off", """{ "plan_id": "p", "steps": [""", "not JSON" },
        { "a list", "[]", "object" },
        { "unknown member", Plans.Of(With(Plans.Write(1, "a", "x"), "colour", "red")), "steps[0].colour" },
        {
            "unknown parameter",
            Plans.Of(Plans.Step(1, "write", "a", new JsonObject { ["contents"] = "x" })),
            "steps[0].parameters.contents"
        },
        { "unknown action", Plans.Of(Plans.Step(1, "frobnicate", "a")), "steps[0].action_type" },
        { "absolute path", Plans.Of(Plans.Write(1, "/etc/passwd", "x")), "steps[0].target" },
        { "parent path", Plans.Of(Plans.Write(1, "a/../../b", "x")), "steps[0].target" },
        { "parent as last part", Plans.Of(Plans.Step(1, "delete", "a/..")), "steps[0].target" },
        { "the root itself", Plans.Of(Plans.Step(1, "delete", ".")), "steps[0].target" },
        { "empty target", Plans.Of(Plans.Step(1, "read", "")), "steps[0].target" },
        { "step id twice", Plans.Of(Plans.Write(1, "a", "x"), Plans.Write(1, "b", "x")), "steps[1].step_id" },
        { "NUL in a name", Plans.Of(Plans.Write(1, "a\0b", "x")), "steps[0].target" },
    };

    private static JsonObject With(JsonObject step, string member, string value)
    {
        step[member] = value;
        return step;
    }

    [Theory]
    [MemberData(nameof(BadPlans))]
    public async Task A_bad_plan_should_be_refused_in_one_sentence_that_names_the_member(
        string what, string json, string named)
    {
        Assert.NotEmpty(what);
        await RefusedAsync(await RunAsync(_cli.Plan(json)), named);
    }

    [Fact]
    public async Task Ten_megabytes_of_garbage_should_be_refused()
    {
        var bytes = new byte[10 * 1024 * 1024];
        new Random(7).NextBytes(bytes);
        var path = _cli.Plan("");
        await File.WriteAllBytesAsync(path, bytes);
        await RefusedAsync(await RunAsync(path), "limit");
    }

    [Fact]
    public async Task A_directory_as_plan_should_be_refused() =>
        await RefusedAsync(await RunAsync(_cli.Outside), "is a directory");

    [Fact]
    public async Task A_missing_plan_should_be_refused() =>
        await RefusedAsync(await RunAsync(Path.Combine(_cli.Outside, "none.json")), "no such file");

    [Fact]
    public async Task A_plan_that_may_not_be_read_should_be_refused()
    {
        var path = _cli.Plan(Plans.Of(Plans.Write(1, "a", "x")));
        File.SetUnixFileMode(path, UnixFileMode.None);
        if (Environment.UserName == "root")
            path = "/proc/self/mem"; // root may read any file; this one answers with an I/O error
        await RefusedAsync(
            await RunAsync(path), path == "/proc/self/mem" ? "cannot be read" : "may not be read");
    }

    [Fact]
    public async Task A_workspace_that_is_not_there_should_be_refused() => await RefusedAsync(
        await _cli.ArgoAsync(
            "run", _cli.Plan(Plans.Of(Plans.Write(1, "a", "x"))), "--yes", "--workspace", "/no/such/place"),
        "/no/such/place");

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("run")]
    [InlineData("run", "a", "b")]
    [InlineData("run", "a", "--colour")]
    [InlineData("approve", "r.json", "--expires", "soon")]
    [InlineData("list", "--limit", "0")]
    [InlineData("list", "--limit", "many")]
    [InlineData("list", "--limit", "99999999999")]
    [InlineData("run", "p.json", "--acknowledge-irreversible", "all")]
    [InlineData("lockdown", "--reason", "x", "--state", "calm")]
    [InlineData("show", "")]
    [InlineData("record", " ")]
    [InlineData("receipt", "")]
    [InlineData("scaffold", "")]
    [InlineData("verify", "")]
    [InlineData("cancel", "")]
    [InlineData("recover", "")]
    [InlineData("log", "prove", "")]
    [InlineData("verify", "--all", "--receipt", "r.json")]
    [InlineData("verify", "exec-1", "--key", "host.pem")]
    [InlineData("keep", "intent", "")]
    [InlineData("list", "-v", "loud")]
    [InlineData("schema", "rocket")]
    [InlineData("execute", "p.json", "--execution-id", "a b")]
    [InlineData("--json")]
    public async Task A_misspoken_command_should_be_refused(params string[] words)
    {
        var result = (await _cli.ArgoAsync(words)).Exited(ExitCode.Usage);
        if (words is ["--json"])
            Assert.Equal("usage", (string?)result.Json["error"]!["code"]);
        else
            await RefusedAsync(result, words[0] is "execute" ? "p.json" : "");
    }

    [Fact]
    public async Task A_bad_execution_id_should_be_told_what_an_id_may_hold() => await RefusedAsync(
        await _cli.ArgoAsync(
            "execute", _cli.Plan(Plans.Of(Plans.Write(1, "a", "x"))), "--execution-id", "a b"),
        "--execution-id: must begin with a letter or digit and hold only letters, digits, '-' and '_'");

    [Fact]
    public async Task An_export_onto_a_file_should_not_be_told_to_use_force()
    {
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a", "x")));
        (await _cli.ArgoAsync("dry-run", plan)) // makes the store
            .Exited(ExitCode.Done);
        var result = await _cli.ArgoAsync("export", "-o", _cli.PutFile("there", "x"), "--force");
        await RefusedAsync(result, "name another directory with -o");
        Assert.DoesNotContain("--force", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_a_bad_plan_should_be_told_as_one_document()
    {
        var result = await _cli.ArgoAsync(
            "run", _cli.Plan(Plans.Of(Plans.Write(1, "/etc/passwd", "x"))), "--yes", "--json");
        var error = result.Exited(ExitCode.Usage).Json["error"]!;
        Assert.Equal("invalid_input", (string?)error["code"]);
        Assert.Equal("steps[0].target", (string?)error["field"]);
        Assert.Contains("relative", (string?)error["message"], StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    private Task<CliResult> RunAsync(string plan) => _cli.ArgoAsync("run", plan, "--yes");

    private Task RefusedAsync(CliResult result, string named)
    {
        result.Exited(ExitCode.Usage);
        Assert.Empty(result.Out);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("argo: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(["keep.txt"], Directory.GetFileSystemEntries(_cli.Workspace).Select(Path.GetFileName));
        return Task.CompletedTask;
    }
}
