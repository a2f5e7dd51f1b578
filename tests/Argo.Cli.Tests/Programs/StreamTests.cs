using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Programs;

/// <summary>
/// Every command with each of its three streams broken: nothing runs into an error that nobody expected, no
/// answer is called given that was not, and what runs comes to the end that it would have had.
/// </summary>
public sealed class StreamTests : IDisposable
{
    private const string NotKnown = "in a way it does not know";

    private readonly string _root = Directory.CreateTempSubdirectory("argo-streams-").FullName;

    public StreamTests() => Directory.CreateDirectory(Path.Combine(_root, "ws"));

    private string Data => Path.Combine(_root, "data");

    private string Plan => Path.Combine(_root, "plan.json");

    private string Report => Path.Combine(_root, "report.json");

    private string Approval => Path.Combine(_root, "approval.json");

    private string Record => Path.Combine(_root, "record.json");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>A command in words; upper case stands for what <see cref="PrepareAsync"/> has made.</summary>
    private static readonly string[] All =
    [
        "run PLAN --yes", "dry-run PLAN", "approve REPORT --by ann --yes",
        "execute PLAN --report REPORT --approval APPROVAL", "cancel exec-1", "list", "show exec-1",
        "record exec-1", "trace exec-1", "verify exec-1", "verify --all", "verify RECORD", "scaffold exec-1",
        "receipt exec-1", "log head", "log prove exec-1", "key show", "keep intent INTENT", "export -o OUT",
        "recover", "lockdown --reason test", "unlock --reason test", "doctor", "schema plan",
        "workspace list", "help plan", "--help", "--version", "show nobody", "frobnicate",
    ];

    public static TheoryData<string> Commands => [.. All];

    [Fact]
    public void Every_command_should_be_in_the_table()
    {
        var told = All.Select(words => words.Split(' ')[0]).ToHashSet();
        Assert.Empty(Root.Build().Subcommands.Select(command => command.Name).Except(told).Except(["demo"]));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task An_answer_that_stdout_does_not_take_should_never_be_called_given(string command)
    {
        await PrepareAsync();
        var sound = await new Streams(Data, Workspace).RunAsync(Words(command));
        foreach (var json in (string[][])[[], ["--json"]])
        {
            var result = await new Streams(Data, Workspace) { HasOut = false }
                .RunAsync([.. Words(command), .. json]);
            Assert.DoesNotContain(NotKnown, result.Error, StringComparison.Ordinal);
            if (sound.Out.Length == 0 && json.Length == 0)
                continue; // it has nothing to say there
            Assert.Contains(
                "could not be written to stdout (No space left", result.Error, StringComparison.Ordinal);
            Assert.NotEqual(ExitCode.Done, result.Exit);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Talk_that_stderr_does_not_take_should_change_no_answer_and_no_exit_code(string command)
    {
        await PrepareAsync();
        var sound = await new Streams(Data, Workspace).RunAsync(Words(command));
        var result = await new Streams(Data, Workspace) { HasError = false }.RunAsync(Words(command));
        if (!command.Contains("APPROVAL", StringComparison.Ordinal)) // an approval serves once
            Assert.Equal(sound.Exit, result.Exit);
        Assert.Equal(sound.Out.Length == 0, result.Out.Length == 0);
    }

    [Theory]
    [InlineData("run - --yes")]
    [InlineData("dry-run -")]
    [InlineData("approve - --by ann --yes")]
    [InlineData("execute -")]
    [InlineData("verify -")]
    [InlineData("keep intent -")]
    public async Task A_stdin_that_cannot_be_read_or_is_empty_should_be_said_in_a_sentence(string command)
    {
        await PrepareAsync();
        foreach (var input in (Func<Stream>[])[Streams.Failing, () => Stream.Null])
        {
            var result = (await new Streams(Data, Workspace) { In = input }.RunAsync(Words(command)))
                .Exited(ExitCode.Usage);
            Assert.Contains("stdin", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(NotKnown, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_whose_answer_is_lost_should_say_what_it_did_and_where_that_can_be_read()
    {
        await PrepareAsync();
        var result = (await new Streams(Data, Workspace) { HasOut = false }
            .RunAsync("run", Plan, "--yes", "--json")).Exited(ExitCode.NotReachable);
        Assert.Contains("Done: 1 step completed", result.Error, StringComparison.Ordinal);
        Assert.Contains("argo show exec-", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Workspace, "a.txt")));
    }

    private string Workspace => Path.Combine(_root, "ws");

    private string[] Words(string command) =>
    [
        .. command.Split(' ').Select(word => word switch
        {
            "PLAN" => Plan,
            "REPORT" => Report,
            "APPROVAL" => Approval,
            "RECORD" => Record,
            "INTENT" => Path.Combine(_root, "intent.json"),
            "OUT" => Path.Combine(_root, $"out-{Guid.NewGuid():N}"),
            _ => word,
        }),
    ];

    /// <summary>An execution exec-1 that ended, and a report with an approval of its own.</summary>
    private async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(Plan, Plans.Of(Plans.Write(1, "a.txt", "a\n")));
        await File.WriteAllTextAsync(Path.Combine(_root, "intent.json"), """{"intent_id": "intent-1"}""");
        await DoAsync("dry-run", Plan, "-o", Report);
        var used = Path.Combine(_root, "used.json");
        await DoAsync("approve", Report, "--by", "ann", "--yes", "-o", used);
        await DoAsync("execute", Plan, "--report", Report, "--approval", used, "--execution-id", "exec-1");
        await DoAsync("record", "exec-1", "-o", Record);
        await DoAsync("approve", Report, "--by", "ann", "--yes", "-o", Approval);
    }

    private async Task DoAsync(params string[] words) =>
        (await new Streams(Data, Workspace).RunAsync(words)).Exited(ExitCode.Done);
}
