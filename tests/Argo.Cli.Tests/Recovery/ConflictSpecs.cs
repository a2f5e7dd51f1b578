using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Argo.Cli.Tests.Recovery;

/// <summary>
/// The built program: killed after its first swap, an edit by a person, and the decisions about it.
/// </summary>
public sealed class ConflictSpecs : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("argo-conflicts-").FullName;

    public ConflictSpecs()
    {
        Directory.CreateDirectory(Path.Combine(_scratch, "ws"));
        File.WriteAllText(In("a b.txt"), "old");
        File.WriteAllText(Path.Combine(_scratch, "plan.json"), """
            {"plan_id": "p", "steps": [
              {"step_id": 1, "action_type": "write", "target": "a b.txt", "parameters": {"content": "new"} },
              {"step_id": 2, "action_type": "write", "target": "c.txt", "parameters": {"content": "c"} }]}
            """);
    }

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public async Task A_conflict_should_be_listed_and_resolved_by_keeping_mine()
    {
        await ParkAsync();
        var (exit, listed) = await JsonAsync("recover", "--conflicts");
        var parked = Assert.Single(listed["parked"]!.AsArray())!;
        var conflict = Assert.Single(parked["conflicts"]!.AsArray())!;
        Assert.Equal((3, "a b.txt"), (exit, conflict["path"]!.GetValue<string>()));
        Assert.Contains(
            "--keep-mine 'a b.txt'", conflict["advice"]!.GetValue<string>(), StringComparison.Ordinal);

        Assert.Equal(3, (await ArgoAsync(null, "recover", parked["execution_id"]!.GetValue<string>())).Exit);
        Assert.Equal(1, (await ArgoAsync(null, "doctor")).Exit);
        var (resolved, document) = await JsonAsync("recover", "--keep-mine", "a b.txt");
        Assert.Equal(0, resolved);
        Assert.Equal("rolled_back",
            Assert.Single(document["recovered"]!.AsArray())!["execution_status"]!.GetValue<string>());
        Assert.Equal("old", File.ReadAllText(In("a b.txt")));
        Assert.Equal("mine!", File.ReadAllText(Assert.Single(Directory.GetFiles(In(".argo/conflicts")))));
        Assert.Equal(0, (await ArgoAsync(null, "doctor")).Exit);
        Assert.Equal(0, (await ArgoAsync(null, "recover", "--conflicts")).Exit); // none is left
    }

    [Fact]
    public async Task Keeping_theirs_should_be_said_and_repeating_it_be_no_error()
    {
        await ParkAsync();
        var parked =
            Assert.Single((await JsonAsync("recover", "--conflicts")).Document["parked"]!.AsArray())!;
        var id = parked["execution_id"]!.GetValue<string>();
        var (exit, text) = await ArgoAsync(null, "recover", "--keep-theirs", "a b.txt");
        Assert.Equal(0, exit);
        Assert.Contains("NOT as before", text, StringComparison.Ordinal);
        Assert.Equal("mine!", File.ReadAllText(In("a b.txt")));
        Assert.Equal(0, (await ArgoAsync(null, "recover", "--keep-theirs", "a b.txt", id)).Exit);
        Assert.Contains("kept", (await ArgoAsync(null, "list")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_without_a_conflict_should_not_be_found() =>
        Assert.Equal(5, (await ArgoAsync(null, "recover", "--keep-mine", "other.txt")).Exit);

    [Fact]
    public async Task Two_decisions_at_once_should_be_refused() =>
        Assert.Equal(2, (await ArgoAsync(null, "recover", "--keep-mine", "a", "--keep-theirs", "b")).Exit);

    [Fact]
    public async Task A_damaged_store_should_end_with_4_and_its_name()
    {
        Directory.CreateDirectory(Path.Combine(_scratch, "data"));
        await File.WriteAllTextAsync(Path.Combine(_scratch, "data/argo.db"), new string('x', 8192));
        var (exit, text) = await ArgoAsync(null, "list");
        Assert.Equal(4, exit);
        Assert.Contains("argo.db", text, StringComparison.Ordinal);
    }

    /// <summary>Killed after the first swap; a person edits the file; the recovery meets the edit.</summary>
    private async Task ParkAsync()
    {
        Assert.Equal(137, (await ArgoAsync("swap.rename.after", "run", "../plan.json", "--yes")).Exit);
        Assert.Equal("new", File.ReadAllText(In("a b.txt")));
        File.WriteAllText(In("a b.txt"), "mine!");
        Assert.Equal(3, (await ArgoAsync(null, "recover")).Exit);
        Assert.Equal("mine!", File.ReadAllText(In("a b.txt")));
    }

    private async Task<(int Exit, JsonNode Document)> JsonAsync(params string[] words)
    {
        var (exit, text) = await ArgoAsync(null, [.. words, "--json"]);
        return (exit, JsonNode.Parse(text)!);
    }

    private async Task<(int Exit, string Text)> ArgoAsync(string? failpoint, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ArgoProgram).Assembly.Location, .. words])
        {
            WorkingDirectory = Path.Combine(_scratch, "ws"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ARGO_DATA"] = Path.Combine(_scratch, "data");
        start.Environment["XDG_CONFIG_HOME"] = _scratch;
        start.Environment["ARGO_FAILPOINT"] = failpoint ?? "";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text.Length > 0 ? text : await error);
    }

    private string In(string name) => Path.Combine(_scratch, "ws", name);
}
