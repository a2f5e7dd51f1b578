using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Evidence;

/// <summary>Receipts, checked by the very script that docs/RECEIPTS.md prints.</summary>
public sealed class ReceiptTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };

    private string Receipt => Path.Combine(_cli.Outside, "receipt.json");

    private string Key => Path.Combine(_cli.Outside, "host.pem");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_receipt_should_verify_with_the_script_of_the_docs()
    {
        await RunAsync();
        var result = (await ScriptAsync()).Exited(0);
        var statement = result.Json;
        Assert.Equal("https://in-toto.io/Statement/v1", (string?)statement["_type"]);
        Assert.Equal("completed", (string?)statement["predicate"]!["state"]);
        var subject = Assert.Single(statement["subject"]!.AsArray())!;
        Assert.Equal("a.txt", (string?)subject["name"]);
        Assert.Equal(
            Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(
                    await File.ReadAllBytesAsync(_cli.In("a.txt")))),
            (string?)subject["digest"]!["sha256"]);
        var deleted = statement["predicate"]!["files"]!.AsArray()
            .Single(file => (string?)file!["path"] == "gone.txt")!;
        Assert.Equal("absent", (string?)deleted["after"]!["kind"]);
        Assert.Equal(64, ((string?)deleted["before"]!["sha256"])!.Length);
    }

    [Fact]
    public async Task The_script_should_fit_on_a_screen()
    {
        var lines = Script().TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 5, 20);
        Assert.DoesNotContain("jq", Script(), StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("payloadType")]
    [InlineData("sig")]
    [InlineData("keyid")]
    public async Task A_tampered_receipt_should_be_refused_by_script_and_program(string member)
    {
        await RunAsync();
        var receipt = JsonNode.Parse(await File.ReadAllTextAsync(Receipt))!;
        var owner = receipt[member] is null ? receipt["signatures"]![0]! : receipt;
        owner[member] = Altered(member, (string)owner[member]!);
        await File.WriteAllTextAsync(Receipt, receipt.ToJsonString());
        Assert.NotEqual(0, (await ScriptAsync()).Exit);
        (await _cli.ArgoAsync("verify", Receipt)).Exited(ExitCode.EvidenceBroken);
    }

    [Fact]
    public async Task What_was_rolled_back_or_refused_should_have_a_receipt_that_says_so()
    {
        _cli.Put("a.txt", "old\n");
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "new\n"), Plans.Write(2, "b.txt", "b\n")));
        await _cli.ArgoAtAsync("swap.rename.after:2=fail", "run", plan, "--yes");
        Assert.Equal("rolled_back", (string?)(await PredicateAsync())["state"]);

        (await _cli.ArgoAsync("execute", plan)).Exited(ExitCode.Refused);
        var refused = await PredicateAsync();
        Assert.Equal("aborted", (string?)refused["state"]);
        Assert.False((bool)refused["user_approved"]!);
        (await ScriptAsync()).Exited(0);
    }

    [Fact]
    public async Task A_receipt_should_verify_elsewhere_with_its_key_and_not_without()
    {
        await RunAsync();
        string[] elsewhere = ["--data", Path.Combine(_cli.Outside, "none")];
        (await _cli.ArgoAsync(["verify", Receipt, "--key", Key, .. elsewhere])).Exited(ExitCode.Done);
        var result = (await _cli.ArgoAsync(["verify", Receipt, .. elsewhere]))
            .Exited(ExitCode.EvidenceBroken);
        Assert.Contains("--key", result.Out, StringComparison.Ordinal);
        Assert.False(Path.Exists(Path.Combine(_cli.Outside, "none")));
    }

    [Fact]
    public async Task What_an_earlier_key_signed_should_still_verify_after_a_rotation_but_open_nothing()
    {
        await RunAsync();
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.Of(Plans.Write(1, "b.txt", "b\n")));

        var rotated = (await _cli.ArgoAsync("key", "rotate", "--json")).Exited(ExitCode.Done).Json;
        Assert.Equal(2, rotated["keys"]!.AsArray().Count);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(_cli.Data, "host-key.pem")));
        (await _cli.ArgoAsync("verify", Receipt)).Exited(ExitCode.Done);
        (await _cli.ArgoAsync("verify", approved.Approval)).Exited(ExitCode.Done);
        Assert.Contains(
            "an earlier key of this host",
            (await approved.ExecuteAsync()).Exited(ExitCode.Refused).Out,
            StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.In("b.txt")));
        Assert.Equal(
            (string?)rotated["key_id"],
            (string?)(await ReceiptAsync())["signatures"]![0]!["keyid"]);
        (await _cli.ArgoAsync("verify", "--all")).Exited(ExitCode.Done);
        (await ScriptAsync()).Exited(1); // the old key is not the new one's
    }

    [Fact]
    public async Task A_result_should_be_held_against_its_receipt()
    {
        await RunAsync();
        var folder = Path.Combine(_cli.Outside, "out");
        (await _cli.ArgoAsync("export", "-o", folder)).Exited(ExitCode.Done);
        var result = Directory.GetFiles(folder, "*.result.json").Single();
        string[] elsewhere = ["--key", Key, "--data", Path.Combine(_cli.Outside, "none")];
        (await _cli.ArgoAsync(["verify", result, .. elsewhere])).Exited(ExitCode.NotFound);
        (await _cli.ArgoAsync(["verify", result, "--receipt", Receipt, .. elsewhere]))
            .Exited(ExitCode.Done);
        var text = await File.ReadAllTextAsync(result);
        await File.WriteAllTextAsync(
            result, text.Replace("\"steps_failed\":0", "\"steps_failed\":1", StringComparison.Ordinal));
        (await _cli.ArgoAsync(["verify", result, "--receipt", Receipt, .. elsewhere]))
            .Exited(ExitCode.EvidenceBroken);
    }

    private async Task RunAsync()
    {
        _cli.Put("gone.txt", "bye\n");
        var plan = _cli.Plan(Plans.Of(Plans.Write(1, "a.txt", "x\n"), Plans.Step(2, "delete", "gone.txt")));
        (await _cli.ArgoAsync("run", plan, "--yes")).Exited(ExitCode.Done);
        await ReceiptAsync();
        (await _cli.ArgoAsync("key", "show", "-o", Key)).Exited(ExitCode.Done);
    }

    /// <summary>The receipt of the newest execution.</summary>
    private async Task<JsonObject> ReceiptAsync()
    {
        var newest = (await _cli.ArgoAsync("list", "--json")).Json["executions"]![0]!["execution_id"]!;
        var result = await _cli.ArgoAsync("receipt", (string)newest!, "-o", Receipt, "--force", "--json");
        return result.Exited(ExitCode.Done).Json;
    }

    private async Task<JsonNode> PredicateAsync()
    {
        var receipt = await ReceiptAsync();
        (await _cli.ArgoAsync("verify", Receipt)).Exited(ExitCode.Done);
        if (!File.Exists(Key))
            (await _cli.ArgoAsync("key", "show", "-o", Key)).Exited(ExitCode.Done);
        return JsonNode.Parse(Convert.FromBase64String((string)receipt["payload"]!))!["predicate"]!;
    }

    private Task<CliResult> ScriptAsync() => CliProcessFixture.RunAsync(new ProcessStartInfo(
        "sh", [_cli.PutFile("verify-receipt.sh", Script()), Receipt, Key])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    });

    private static string Script()
    {
        var docs = File.ReadAllText("docs/RECEIPTS.md");
        var from = docs.IndexOf("```sh\n", StringComparison.Ordinal) + "```sh\n".Length;
        return docs[from..docs.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static string Altered(string member, string value)
    {
        if (member is not "payload")
            return member is "payloadType" ? value + "x" : Flipped(value, 10);
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(value));
        return Convert.ToBase64String(
            Encoding.UTF8.GetBytes(text.Replace("completed", "cancelled", StringComparison.Ordinal)));
    }

    private static string Flipped(string text, int at) =>
        text[..at] + (text[at] == '0' ? '1' : '0') + text[(at + 1)..];
}
