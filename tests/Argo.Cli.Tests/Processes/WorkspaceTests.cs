using Argo.Cli.Tests.Support;

namespace Argo.Cli.Tests.Processes;

/// <summary>A workspace is meant by its path, unless a person has registered a name for it.</summary>
public sealed class WorkspaceTests : IDisposable
{
    private readonly CliProcessFixture _cli = new() { IsCalled = true };
    private readonly string _here;
    private readonly string _there;

    public WorkspaceTests()
    {
        (_here, _there) = (_cli.In("here"), _cli.In("there"));
        Directory.CreateDirectory(Path.Combine(_here, "src"));
        Directory.CreateDirectory(Path.Combine(_there, "src"));
    }

    public void Dispose() => _cli.Dispose();

    private string Plan(string? workspace = null)
    {
        var plan = Plans.Of(Plans.Write(1, "a.txt", "x"));
        return _cli.Plan(workspace is null ? plan : plan.Replace(
            "\"intent_id\"", $"\"workspace\":\"{workspace}\",\"intent_id\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_relative_path_elsewhere_should_mean_the_directory_there()
    {
        (await In(_there, "dry-run", Plan(), "--workspace", "src")).Exited(ExitCode.Done);
        (await In(_here, "run", Plan(), "--workspace", "src", "--yes")).Exited(ExitCode.Done);
        Assert.True(File.Exists(Path.Combine(_here, "src", "a.txt")));
        Assert.False(File.Exists(Path.Combine(_there, "src", "a.txt")));
    }

    [Fact]
    public async Task Nothing_should_get_a_name_by_the_way()
    {
        (await In(_there, "dry-run", Plan(), "--workspace", "src")).Exited(ExitCode.Done);
        (await In(_there, "run", Plan(), "--workspace", "src", "--yes")).Exited(ExitCode.Done);
        Assert.Empty((await _cli.ArgoAsync("workspace", "list", "--json")).Exited(
            ExitCode.Done).Json["workspaces"]!.AsArray());
        var result = (await In(_cli.Outside, "run", Plan(), "--workspace", "src", "--yes")).Exited(
            ExitCode.Usage);
        Assert.Contains("'src' is neither a directory here nor the name", result.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_should_mean_its_directory_anywhere_until_it_is_taken_back()
    {
        (await In(_there, "workspace", "add", "site", "src")).Exited(ExitCode.Done);
        (await In(_here, "run", Plan(), "--workspace", "site", "--yes")).Exited(ExitCode.Done);
        Assert.True(File.Exists(Path.Combine(_there, "src", "a.txt")));
        Assert.Contains("site", (await In(_here, "workspace", "list")).Exited(ExitCode.Done).Out,
            StringComparison.Ordinal);

        (await In(_here, "workspace", "remove", "site")).Exited(ExitCode.Done);
        (await In(_here, "run", Plan(), "--workspace", "site", "--yes")).Exited(ExitCode.Usage);
        (await In(_here, "workspace", "remove", "site")).Exited(ExitCode.NotFound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_is_another_directory_here_should_be_refused_with_both_paths(bool inPlan)
    {
        (await In(_there, "workspace", "add", "src", "src")).Exited(ExitCode.Done);
        string[] option = inPlan ? [] : ["--workspace", "src"];
        var result = (await In(_here, ["run", Plan(inPlan ? "src" : null), "--yes", .. option])).Exited(
            ExitCode.Usage);
        Assert.Contains(Path.Combine(_here, "src"), result.Error, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_there, "src"), result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_here, "src")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_there, "src")));

        // both ways out that the sentence names, and the same directory is no ambiguity
        (await In(_here, "dry-run", Plan(), "--workspace", "./src")).Exited(ExitCode.Done);
        (await In(_here, "dry-run", Plan(), "--workspace", Path.Combine(_there, "src"))).Exited(
            ExitCode.Done);
        (await In(_there, ["dry-run", Plan(inPlan ? "src" : null), .. option])).Exited(ExitCode.Done);
    }

    [Fact]
    public async Task A_plan_should_name_its_workspace_by_a_registered_name_or_an_absolute_path_only()
    {
        var relative = (await In(_here, "run", Plan("src"), "--yes")).Exited(ExitCode.Usage);
        Assert.Contains("argo workspace add src DIR", relative.Error, StringComparison.Ordinal);
        (await In(_there, "run", Plan(Path.Combine(_here, "src")), "--yes")).Exited(ExitCode.Done);
        Assert.True(File.Exists(Path.Combine(_here, "src", "a.txt")));

        (await In(_there, "workspace", "add", "site", "src")).Exited(ExitCode.Done);
        (await In(_here, "run", Plan("site"), "--yes")).Exited(ExitCode.Done);
        Assert.True(File.Exists(Path.Combine(_there, "src", "a.txt")));
        var other = (await In(_here, "run", Plan("site"), "--yes", "--workspace", "src")).Exited(
            ExitCode.Usage);
        Assert.Contains(Path.Combine(_there, "src"), other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_an_earlier_version_gave_by_itself_should_open_nothing_and_be_told()
    {
        (await In(_there, "workspace", "add", "old", "src")).Exited(ExitCode.Done);
        _cli.AlterStore("UPDATE workspaces SET added_by = NULL"); // what the migration makes of such a row
        var result = (await In(_here, "run", Plan(), "--workspace", "old", "--yes")).Exited(ExitCode.Usage);
        Assert.Contains(
            $"argo workspace add old {Path.Combine(_there, "src")}", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            "stands for nothing", (await In(_here, "workspace", "list")).Out, StringComparison.Ordinal);
        Assert.Contains("stand for nothing", (await In(_here, "doctor")).Exited(ExitCode.Done).Out,
            StringComparison.Ordinal);
        (await In(_here, "workspace", "add", "old", Path.Combine(_there, "src"))).Exited(ExitCode.Done);
        (await In(_here, "run", Plan(), "--workspace", "old", "--yes")).Exited(ExitCode.Done);
    }

    [Theory]
    [InlineData("NAME", "workspace", "add", "a/b", "src")]
    [InlineData("path", "workspace", "add", "..", "src")]
    [InlineData("directory", "workspace", "add", "site", "nowhere")]
    [InlineData("DIR", "workspace", "add", "site")]
    [InlineData("NAME", "workspace", "remove")]
    [InlineData("add, list, remove", "workspace", "rename", "a", "b")]
    public async Task A_misspoken_name_should_be_refused_in_a_sentence(string named, params string[] words)
    {
        var result = (await In(_here, words)).Exited(ExitCode.Usage);
        Assert.Contains(named, result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_should_not_come_to_mean_another_directory()
    {
        (await In(_there, "workspace", "add", "site", "src")).Exited(ExitCode.Done);
        var result = (await In(_here, "workspace", "add", "site", "src")).Exited(ExitCode.Usage);
        Assert.Contains(Path.Combine(_there, "src"), result.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string> Readers =>
    [
        "list", "show exec-1", "record exec-1", "trace exec-1", "verify exec-1", "verify --all",
        "scaffold exec-1", "receipt exec-1", "log head", "log prove exec-1", "export -o out", "key show",
        "recover", "recover exec-1", "recover --conflicts", "recover --keep-mine a", "cancel exec-1",
        "unlock --reason x", "workspace list", "workspace remove site",
    ];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_command_that_reads_should_say_that_there_is_no_store_and_make_none(string words)
    {
        var typo = Path.Combine(_cli.Outside, "typo");
        var result = (await In(_cli.Outside, [.. words.Split(' '), "--data", typo])).Exited(
            ExitCode.NotReachable);
        Assert.Contains($"no store in '{typo}'", result.Error, StringComparison.Ordinal);
        Assert.Contains("--data or ARGO_DATA", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_cli.Outside));
    }

    [Fact]
    public async Task The_doctor_should_make_no_store_either()
    {
        var typo = Path.Combine(_cli.Outside, "typo");
        var result = (await In(_cli.Outside, "doctor", "--data", typo)).Exited(ExitCode.Done);
        Assert.Contains("not there yet", result.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_cli.Outside));
    }

    [Theory]
    [InlineData("key show")]
    [InlineData("log head")]
    [InlineData("export -o out")]
    public async Task To_look_at_the_log_or_the_key_should_make_no_key(string words)
    {
        (await In(_there, "workspace", "add", "site", "src")).Exited(ExitCode.Done); // a store, and no key
        var result = (await In(_cli.Outside, words.Split(' '))).Exited(ExitCode.NotFound);
        Assert.Contains("no key yet", result.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(Path.Combine(_cli.Data, "host-key.pem")));
    }

    [Fact]
    public async Task A_lockdown_of_a_data_directory_without_a_store_should_say_that_nothing_else_is_locked()
    {
        var typo = Path.Combine(_cli.Outside, "typo");
        var result = await In(_here, "lockdown", "--reason", "intruder", "--data", typo);
        Assert.Contains(
            "There was no store here", result.Exited(ExitCode.Done).Error, StringComparison.Ordinal);
    }

    private Task<CliResult> In(string directory, params string[] words) =>
        _cli.ArgoInAsync(directory, words);
}
