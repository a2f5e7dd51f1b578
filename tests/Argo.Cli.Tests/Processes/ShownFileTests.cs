using System.Text.Json.Nodes;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>A file that is shown is verified before: what holds of it is said, and what not.</summary>
public sealed class ShownFileTests : IAsyncLifetime, IDisposable
{
    private const string Cannot = "it cannot be trusted";

    private readonly CliProcessFixture _cli = new();

    public async Task InitializeAsync()
    {
        var approved = await ApprovedPlan.OfAsync(_cli, Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        (await approved.ExecuteAsync("--execution-id", "exec-1")).Exited(ExitCode.Done);
        foreach (var kind in (string[])["record", "receipt"])
            (await _cli.ArgoAsync(kind, "exec-1", "-o", FileOf(kind))).Exited(ExitCode.Done);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("approval", "ok  signed by the key")]
    [InlineData("receipt", "ok  signed by the key")]
    [InlineData("record", "ok  the hash of the whole")]
    public async Task What_this_store_keeps_should_be_shown_as_verified(string kind, string holds)
    {
        var shown = (await _cli.ArgoAsync("show", FileOf(kind))).Exited(ExitCode.Done);
        Assert.Contains(holds, shown.Out, StringComparison.Ordinal);
        Assert.Contains("ok  this host's store keeps the same", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Not verified", shown.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approval", "approver", "eve")]
    [InlineData("record", "completion_reason", "all was well")]
    public async Task What_was_altered_should_be_called_broken(string kind, string member, string lie)
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(FileOf(kind)))!;
        document[member] = lie;
        var file = _cli.PutFile("altered.json", document.ToJsonString());
        var shown = (await _cli.ArgoAsync("show", file)).Exited(ExitCode.EvidenceBroken).Out;
        Assert.StartsWith("BROKEN: ", shown, StringComparison.Ordinal);
        Assert.Contains(Cannot, shown, StringComparison.Ordinal);
        var json = (await _cli.ArgoAsync("show", file, "--json")).Exited(ExitCode.EvidenceBroken);
        Assert.Equal(lie, (string?)json.Json[member]);
        Assert.Contains("argo: warning: BROKEN: ", json.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_was_hashed_anew_should_not_pass_for_the_one_that_the_store_keeps()
    {
        var record = ArtifactJson.Read<ExecutionRecord>(await File.ReadAllBytesAsync(FileOf("record")));
        var forged = (record with { CompletionReason = "all was well" }).WithHash();
        var file = Path.Combine(_cli.Outside, "forged.json");
        await File.WriteAllBytesAsync(file, ArtifactJson.Canonical(forged));
        var shown = (await _cli.ArgoAsync("show", file)).Exited(ExitCode.EvidenceBroken).Out;
        Assert.Contains("store keeps another record of exec-1", shown, StringComparison.Ordinal);

        var elsewhere = await _cli.ArgoAsync("show", file, "--data", Path.Combine(_cli.Outside, "none"));
        Assert.Contains(
            "Not verified: who made it. A record is not signed, and there is no store here",
            elsewhere.Exited(ExitCode.Done).Out, StringComparison.Ordinal);
        Assert.False(Path.Exists(Path.Combine(_cli.Outside, "none")));
    }

    [Fact]
    public async Task A_receipt_of_a_host_that_is_not_known_should_be_shown_as_such()
    {
        var elsewhere = await _cli.ArgoAsync(
            "show", FileOf("receipt"), "--data", Path.Combine(_cli.Outside, "none"));
        var shown = elsewhere.Exited(ExitCode.EvidenceBroken).Out;
        Assert.Contains("Receipt of exec-1: completed", shown, StringComparison.Ordinal);
        Assert.Contains(Cannot, shown, StringComparison.Ordinal);
    }

    private string FileOf(string kind) => Path.Combine(_cli.Outside, $"{kind}.json");
}
