using System.Diagnostics;
using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Programs;

/// <summary>
/// Anything but what is expected, in every place where a file is read: each ends in a sentence of its own,
/// soon, and never in an error that nobody expected.
/// </summary>
public sealed class OddPlaceTests : IDisposable
{
    private const string NotKnown = "in a way it does not know";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string _root = Directory.CreateTempSubdirectory("argo-odd-").FullName;

    public OddPlaceTests() => Directory.CreateDirectory(Workspace);

    private string Data => Path.Combine(_root, "data");

    private string Workspace => Path.Combine(_root, "ws");

    private string Plan => Path.Combine(_root, "plan.json");

    public static TheoryData<string> Odd =>
    [
        "directory", "pipe", "empty", "text", "binary", "/dev/full", "/dev/null", "/dev/zero", "dangling",
        "loop", "huge",
    ];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task An_odd_file_in_the_data_directory_should_never_be_an_error_that_nobody_expected(
        string odd)
    {
        await PrepareAsync();
        string[] places =
            ["argo.db", "argo.db-wal", "argo.db-shm", "host-key.pem", "host-keys", "contents", "argo.log"];
        foreach (var place in places)
        {
            var kept = $"{Data}-kept";
            Process.Start("cp", ["-a", Data, kept]).WaitForExit();
            Put(odd, Path.Combine(Data, place));
            foreach (var words in (string[][])[["doctor"], ["list"], ["key", "show"], ["run", Plan, "--yes"]])
                await RunAsync($"{place} is {odd}: {words[0]}", words);
            Directory.Delete(Data, recursive: true);
            Directory.Move(kept, Data);
        }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task An_odd_file_where_a_document_is_read_should_be_refused_with_its_name(string odd)
    {
        if (odd == "pipe")
            return; // a pipe is read: 'argo run <(generator)' is one
        await PrepareAsync();
        var file = Path.Combine(_root, "odd");
        Put(odd, file);
        string[][] commands =
        [
            ["run", file, "--yes"], ["dry-run", file], ["approve", file, "--by", "ann", "--yes"],
            ["execute", file], ["execute", Plan, "--report", file], ["execute", Plan, "--approval", file],
            ["verify", file], ["keep", "intent", file], ["verify", Plan, "--receipt", file],
            ["verify", Plan, "--key", file],
        ];
        foreach (var words in commands)
        {
            var result = await RunAsync($"{string.Join(' ', words)} is {odd}", words);
            Assert.True(
                result.Exit is ExitCode.Usage or ExitCode.NotFound or ExitCode.EvidenceBroken,
                $"{odd}: {result}");
        }
    }

    [Theory]
    [InlineData("directory")]
    [InlineData("pipe")]
    [InlineData("/dev/zero")]
    [InlineData("loop")]
    public async Task A_data_directory_that_is_none_should_be_said_with_how_to_choose_another(string odd)
    {
        await File.WriteAllTextAsync(Plan, Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        Put(odd == "directory" ? "text" : odd, Data);
        foreach (var words in (string[][])[["run", Plan, "--yes"], ["dry-run", Plan]])
        {
            var result = (await RunAsync($"data is {odd}", words)).Exited(ExitCode.NotReachable);
            Assert.Contains("--data", result.Error, StringComparison.Ordinal);
            Assert.Contains("ARGO_DATA", result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("directory")]
    [InlineData("pipe")]
    [InlineData("/dev/zero")]
    [InlineData("text")]
    [InlineData("binary")]
    [InlineData("huge")]
    public async Task An_odd_security_file_should_let_nothing_run_and_say_why(string odd)
    {
        await PrepareAsync();
        var file = Path.Combine(_root, "security");
        Put(odd, file);
        var settings = Path.Combine(_root, "argo.json");
        await File.WriteAllTextAsync(settings, $$"""{ "Argo": { "SecurityFile": "{{file}}" } }""");
        using var cli = new CliProcessFixture();
        var start = cli.Start("run", Plan, "--yes", "--data", Data, "--workspace", Workspace);
        start.Environment["ARGO_CONFIG"] = settings;
        var result = (await CliProcessFixture.RunAsync(start)).Exited(ExitCode.Refused);
        Assert.Contains(file, result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(NotKnown, result.Error, StringComparison.Ordinal);
    }

    private async Task<CliResult> RunAsync(string what, string[] words)
    {
        try
        {
            var result = await new Streams(Data, Workspace).RunAsync(words).WaitAsync(Deadline);
            Assert.False(result.Error.Contains(NotKnown, StringComparison.Ordinal), $"{what}: {result}");
            return result;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what}: it hangs");
        }
    }

    /// <summary>A store, a key and a log that have been used.</summary>
    private async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "text.txt"), "from beside\n");
        await File.WriteAllTextAsync(Plan, Plans.Of(
            Plans.Write(1, "a.txt", "a\n"),
            Plans.Step(2, "write", "b.txt", new() { ["content_from"] = "text.txt" })));
        (await new Streams(Data, Workspace).RunAsync("run", Plan, "--yes")).Exited(ExitCode.Done);
    }

    private static void Put(string odd, string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        File.Delete(path);
        if (odd == "directory")
            Directory.CreateDirectory(path);
        else if (odd == "pipe")
            Process.Start("mkfifo", [path]).WaitForExit();
        else if (odd == "huge")
            Process.Start("truncate", ["-s", "20G", path]).WaitForExit();
        else if (odd is "text" or "empty" or "binary")
            File.WriteAllBytes(path, odd switch
            {
                "text" => "this is no such document, but long enough to be looked at"u8.ToArray(),
                "empty" => [],
                _ => [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7 % 256))],
            });
        else
            File.CreateSymbolicLink(path, odd switch
            {
                "dangling" => $"{path}-nowhere/nowhere",
                "loop" => path,
                _ => odd,
            });
    }
}
