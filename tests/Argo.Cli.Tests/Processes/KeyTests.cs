using System.Text.Json.Nodes;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>Trusting the key of another host, seeing that it is trusted, and taking it back.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };
    private readonly CliProcessFixture _other = new() { IsCalled = true };

    public void Dispose()
    {
        _cli.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_key_should_be_trusted_shown_and_not_trusted_any_more()
    {
        await MakeKeysAsync();
        var file = Path.Combine(_other.Outside, "other.pem");
        (await _other.ArgoAsync("key", "show", "-o", file)).Exited(ExitCode.Done);
        var id = (string)(await _other.ArgoAsync("key", "show", "--json")).Json["key_id"]!;
        (await _cli.ArgoAsync("key", "trust", file)).Exited(ExitCode.Done);
        Assert.True(File.Exists(Path.Combine(_cli.Data, "trusted-keys", $"{id}.pem")));
        var shown = (await _cli.ArgoAsync("key", "show")).Error;
        Assert.Contains($"trusts {id}", shown, StringComparison.Ordinal);
        Assert.Contains(id, (await _cli.ArgoAsync("key", "list")).Out, StringComparison.Ordinal);
        Assert.Equal([id], await TrustedAsync());
        (await _cli.ArgoAsync("key", "distrust", id[..12])).Exited(ExitCode.Done);
        Assert.Empty(await TrustedAsync());
        (await _cli.ArgoAsync("key", "distrust", id)).Exited(ExitCode.NotFound);
    }

    [Fact]
    public async Task What_is_no_key_of_another_host_should_not_be_trusted()
    {
        await MakeKeysAsync();
        var words = _cli.PutFile("words.pem", "no key");
        Assert.Contains(
            "words.pem", (await _cli.ArgoAsync("key", "trust", words)).Exited(ExitCode.Usage).Error,
            StringComparison.Ordinal);
        var own = Path.Combine(_cli.Outside, "own.pem");
        (await _cli.ArgoAsync("key", "show", "-o", own)).Exited(ExitCode.Done);
        Assert.Contains(
            "own key in use", (await _cli.ArgoAsync("key", "trust", own)).Exited(ExitCode.Usage).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "Name the file", (await _cli.ArgoAsync("key", "trust")).Exited(ExitCode.Usage).Error,
            StringComparison.Ordinal);
        Assert.Empty(await TrustedAsync());
    }

    [Fact]
    public async Task A_host_without_a_key_should_be_told_so_and_get_none()
    {
        var listed = (await _cli.ArgoAsync("key", "list")).Exited(ExitCode.Done);
        Assert.Contains("no key in use yet", listed.Out, StringComparison.Ordinal);
        var json = (await _cli.ArgoAsync("key", "list", "--json")).Exited(ExitCode.Done).Json;
        Assert.Null(json["key_id"]);
        Assert.Empty(json["keys"]!.AsArray());
        Assert.False(Path.Exists(_cli.Data));
    }

    /// <summary>A host makes its key at its first dry run.</summary>
    private async Task MakeKeysAsync()
    {
        var plan = Plans.Of(Plans.Write(1, "a.txt", "a\n"));
        foreach (var cli in (CliProcessFixture[])[_cli, _other])
            (await cli.ArgoAsync("dry-run", cli.Plan(plan))).Exited(ExitCode.Done);
    }

    private async Task<string[]> TrustedAsync() =>
    [
        .. (await _cli.ArgoAsync("key", "list", "--json")).Exited(ExitCode.Done).Json["trusted_keys"]!
            .AsArray().Select(id => (string)id!),
    ];
}
