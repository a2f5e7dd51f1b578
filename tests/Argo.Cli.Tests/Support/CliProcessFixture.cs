using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Argo.Cli.Tests.Support;

/// <summary>A workspace, a data directory, and the built program as a process; all gone at the end.</summary>
internal sealed class CliProcessFixture : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("argo-cli-").FullName;
    private string? _settings;

    public CliProcessFixture()
    {
        Directory.CreateDirectory(Workspace);
        Directory.CreateDirectory(Outside);
    }

    /// <summary>The program; another build of it may be put in its place.</summary>
    public string Program { get; set; } = typeof(ArgoProgram).Assembly.Location;

    public string Workspace => Path.Combine(_root, "ws");

    public string Data => Path.Combine(_root, "data");

    /// <summary>Where plans, reports and approvals are.</summary>
    public string Outside => Path.Combine(_root, "files");

    public string In(string path) => Path.Combine(Workspace, path);

    public string Put(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
        return In(path);
    }

    /// <summary>A file outside the workspace, such as a plan.</summary>
    public string PutFile(string name, string text)
    {
        var path = Path.Combine(Outside, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Plan(string json, string name = "plan.json") => PutFile(name, json);

    /// <summary>Settings that every later start of the program reads.</summary>
    public void Configure(string storage) =>
        _settings = PutFile("argo.json", $$"""{ "Argo": { "Storage": {{storage}} } }""");

    /// <summary>
    /// Whether the program may be called within the tests' process, where a test is about what it does and
    /// not about being a process. One with a failpoint, or with settings, always is one of its own.
    /// </summary>
    public bool IsCalled { get; init; }

    public Task<CliResult> ArgoAsync(params string[] words) => ArgoWithInputAsync("", words);

    /// <summary>Runs the program with a failpoint armed.</summary>
    public Task<CliResult> ArgoAtAsync(string failpoint, params string[] words)
    {
        var start = Start(words);
        start.Environment[FailpointSwitch.Variable] = failpoint;
        return RunAsync(start);
    }

    /// <summary>As <see cref="ArgoAsync"/>, from another current directory.</summary>
    public Task<CliResult> ArgoInAsync(string directory, params string[] words)
    {
        if (IsCalled && _settings is null)
            return CalledCli.RunAsync(directory, Data, "", words);
        var start = Start(words);
        start.WorkingDirectory = directory;
        return RunAsync(start);
    }

    public Task<CliResult> ArgoWithInputAsync(string input, params string[] words) =>
        IsCalled && _settings is null
            ? CalledCli.RunAsync(Workspace, Data, input, words)
            : RunAsync(Start(words), input);

    /// <summary>How the built program is started in the workspace.</summary>
    public ProcessStartInfo Start(params string[] words)
    {
        // A shell that runs tests in the background has SIGINT ignored, and every child inherits that.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT", "dotnet", Program, .. words])
        {
            WorkingDirectory = Workspace,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ARGO_DATA"] = Data;
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // whoever is killed leaves no pipe behind
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["ARGO_CONFIG"] = _settings;
        start.Environment.Remove("NO_COLOR");
        start.Environment.Remove(FailpointSwitch.Variable);
        return start;
    }

    public static async Task<CliResult> RunAsync(ProcessStartInfo start, string input = "")
    {
        using var running = new RunningCli(start);
        await running.TypeAsync(input);
        return await running.EndAsync();
    }

    /// <summary>Runs a plan to its end without being asked; its execution's id.</summary>
    public async Task<string> CompleteAsync(string plan)
    {
        var result = (await ArgoAsync("run", plan, "--yes", "--json")).Exited(ExitCode.Done).Result;
        return (string)result["execution_id"]!;
    }

    /// <summary>The SQLite database, as somebody with an editor of databases opens it.</summary>
    public SqliteConnection OpenStore()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "argo.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Changes at least one row of the store behind the program's back.</summary>
    public void AlterStore(string sql)
    {
        using var connection = OpenStore();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
