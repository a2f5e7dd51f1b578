using System.Text;
using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>Secrets reach the file they are for, and nothing else that Argo writes.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Password = "hunter2-correct-horse";
    private const string Token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    private readonly CliProcessFixture _cli = new() { IsCalled = true };
    private readonly StringBuilder _seen = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task No_output_file_log_or_row_should_have_a_secret()
    {
        _cli.Put("config.ini", $"token={Token}\n");
        var plan = _cli.Plan(Plans.Of(
            Plans.Step(1, "write", ".env", new JsonObject { ["content"] = Hidden($"password={Password}\n") }),
            Plans.Step(2, "copy", ".env", new JsonObject { ["destination"] = ".env.copy" }),
            Plans.Step(3, "modify", ".env", new JsonObject
            {
                ["edits"] = new JsonArray(new JsonObject
                {
                    ["find"] = Hidden(Password), ["replace"] = Hidden($"new-{Password}"),
                }),
            }),
            Plans.Write(4, "config.ini", $"token={Token.Replace('0', '9')}\n")));
        await RunThroughEverythingAsync(plan);

        Assert.Equal($"password=new-{Password}\n", await File.ReadAllTextAsync(_cli.In(".env")));
        Assert.DoesNotContain(Password, _seen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_", _seen.ToString(), StringComparison.Ordinal);
        await NoFileHasAsync(_cli.Data, Password);
    }

    [Fact]
    public async Task What_was_once_secret_should_stay_so_in_later_plans_and_processes()
    {
        var first = _cli.Plan(Plans.Of(
            Plans.Step(
                1, "write", ".env", new JsonObject { ["content"] = Hidden($"password={Password}\n") })));
        Hear(await _cli.ArgoAsync("run", first, "--yes"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_cli.In(".env")));

        JsonObject[] later =
        [
            Plans.Step(1, "modify", ".env", new JsonObject { ["append"] = "user=ann\n" }),
            Plans.Step(1, "copy", ".env", new JsonObject { ["destination"] = "copy" }),
            Plans.Step(1, "move", ".env", new JsonObject { ["destination"] = "moved" }),
            Plans.Write(1, "copy", "nothing\n"),
            Plans.Write(1, "moved", "nothing\n"),
        ];
        foreach (var step in later)
        {
            var plan = _cli.Plan(Plans.Of(step));
            var report = Path.Combine(_cli.Outside, $"{Guid.NewGuid():N}");
            Hear(await _cli.ArgoAsync("dry-run", plan, "-o", report));
            Hear(await _cli.ArgoAsync("run", plan, "--yes"));
            _seen.Append(await File.ReadAllTextAsync(report));
        }

        Assert.DoesNotContain(Password, _seen.ToString(), StringComparison.Ordinal);
        await NoFileHasAsync(_cli.Data, Password);
    }

    [Fact]
    public async Task Files_that_it_writes_should_be_private_also_in_the_place_of_a_public_one()
    {
        _cli.Put("private.txt", "old\n");
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "private.txt", "new\n")));
        var (report, record, link, target) = (
            Path.Combine(_cli.Outside, "r.json"), Path.Combine(_cli.Outside, "record.json"),
            Path.Combine(_cli.Outside, "link"), Path.Combine(_cli.Outside, "target"));
        await File.WriteAllTextAsync(target, "");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(link, target);
        var approval = Path.Combine(_cli.Outside, "approval.json");
        Hear(await _cli.ArgoAsync("dry-run", plan, "-o", report));
        Hear(await _cli.ArgoAsync("approve", report, "--yes", "--by", "ann", "-o", approval));
        Hear(await _cli.ArgoAsync(
            "execute", plan, "--report", report, "--approval", approval, "--execution-id", "exec-1"));
        Hear(await _cli.ArgoAsync("record", "exec-1", "-o", record));
        Hear(await _cli.ArgoAsync("receipt", "exec-1", "-o", link, "--force"));
        Hear(await _cli.ArgoAsync("export", "-o", Path.Combine(_cli.Outside, "export")));

        var written = Directory.GetFiles(Path.Combine(_cli.Outside, "export")).Append(target);
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.All(written.Append(report).Append(approval).Append(record), file => Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_failing_step_should_not_tell_its_secret_either()
    {
        _cli.Put("a.txt", "nothing to find\n");
        var plan = _cli.Plan(Plans.Of(Plans.Step(1, "modify", "a.txt", new JsonObject
        {
            ["edits"] = new JsonArray(new JsonObject { ["find"] = Hidden(Password), ["replace"] = "x" }),
        })));
        Hear(await _cli.ArgoAsync("run", plan, "--yes", "-v", "diagnostic"), ExitCode.Refused);
        Hear(await _cli.ArgoAsync("run", plan, "--yes", "--json"), ExitCode.Refused);

        Assert.DoesNotContain(Password, _seen.ToString(), StringComparison.Ordinal);
        await NoFileHasAsync(_cli.Data, Password);
    }

    [Fact]
    public async Task A_plan_whose_secret_is_withheld_should_say_that_it_cannot_be_done()
    {
        var digest = new JsonObject { ["secret_sha256"] = new string('a', 64) };
        var plan = _cli.Plan(
            Plans.Of(Plans.Step(1, "write", "a.txt", new JsonObject { ["content"] = digest })));
        var result = await _cli.ArgoAsync("run", plan, "--yes");
        Assert.Contains("only the digest of a secret", result.Exited(
            ExitCode.Refused).Out + result.Error, StringComparison.Ordinal);
    }

    private async Task RunThroughEverythingAsync(string plan)
    {
        var (report, approval) = (
            Path.Combine(_cli.Outside, "r.json"), Path.Combine(_cli.Outside, "a.json"));
        Hear(await _cli.ArgoAsync("dry-run", plan));
        Hear(await _cli.ArgoAsync("dry-run", plan, "-o", report));
        Hear(await _cli.ArgoAsync("approve", report, "--yes", "--by", "ann", "-o", approval));
        Hear(await _cli.ArgoAsync(
            "execute", plan, "--report", report, "--approval", approval, "--execution-id", "exec-1", "-v",
                "diagnostic"));
        foreach (var command in (string[])["show", "record", "verify", "scaffold"])
        {
            Hear(await _cli.ArgoAsync(command, "exec-1"));
            Hear(await _cli.ArgoAsync(command, "exec-1", "--json"));
        }

        _seen.Append(await File.ReadAllTextAsync(report)).Append(await File.ReadAllTextAsync(approval));
    }

    private void Hear(CliResult result, int exit = ExitCode.Done)
    {
        result.Exited(exit);
        _seen.Append(result.Out).Append(result.Error);
    }

    private static async Task NoFileHasAsync(string directory, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
            Assert.False(
                (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(bytes) >= 0, $"{file} has the secret");
    }

    private static JsonObject Hidden(string text) => new() { ["secret"] = text };
}
