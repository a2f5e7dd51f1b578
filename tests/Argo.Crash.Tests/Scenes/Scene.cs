using System.Text.Json.Nodes;
using Argo.Workspaces.TreeManifests;

namespace Argo.Crash.Tests.Scenes;

/// <summary>
/// A workspace, a data directory, and a plan that was simulated and approved: ready to be executed and hurt.
/// </summary>
internal sealed class Scene : IDisposable
{
    public const string Execution = "exec-crash";

    private readonly string _papers;
    private readonly TempPlace? _own;
    private readonly bool _isMounted;
    private TreeManifest _before = null!;
    private SortedDictionary<string, string> _shape = null!;

    private Scene(string place, string dataPlace, string papers, TempPlace? own)
    {
        (Workspace, Data) = (Path.Combine(place, "ws"), Path.Combine(dataPlace, "data"));
        (_papers, _own) = (papers, own);
        _isMounted = place != own?.Path;
    }

    public string Workspace { get; }

    public string Data { get; }

    /// <param name="place">
    /// Where the workspace and the data directory are; one that is removed with the scene if null.
    /// </param>
    /// <param name="dataApart">The data directory is elsewhere: on a disk that does not fail.</param>
    public static async Task<Scene> MakeAsync(string? place = null, bool dataApart = false)
    {
        var papers = Directory.CreateTempSubdirectory("argo-crash-").FullName;
        var own = place is null || dataApart ? new TempPlace() : null;
        var scene = new Scene(place ?? own!.Path, dataApart ? own!.Path : place ?? own!.Path, papers, own);
        Directory.CreateDirectory(scene.Workspace);
        Plans.Seed(scene.Workspace);
        await scene.ApproveAsync();
        scene._before = TreeManifest.Capture(scene.Workspace);
        scene._shape = TreeSnapshot.Of(scene.Workspace);
        return scene;
    }

    public string Paper(string name) => Path.Combine(_papers, name);

    private string[] ExecuteWords =>
    [
        "execute", Paper("plan.json"), "--report", Paper("report.json"), "--approval", Paper("approval.json"),
        "--execution-id", Execution, "--workspace", Workspace,
    ];

    public Task<ProcessResult> ExecuteAsync(Fault? fault = null) =>
        ArgoProcess.RunAsync(Data, ExecuteWords, fault);

    /// <summary>Hands the same approval in again, for an execution of another id.</summary>
    public Task<ProcessResult> ReplayAsync() => WholeAsync(
        [.. ExecuteWords.Select(word => word == Execution ? $"{Execution}-again" : word)]);

    /// <summary>Checks everything that the store keeps.</summary>
    public Task<ProcessResult> VerifyAllAsync() => ArgoProcess.CallAsync(Data, "verify", "--all");

    public System.Diagnostics.Process StartExecuting(Fault fault) =>
        ArgoProcess.Start(Data, ExecuteWords, fault);

    public Task<ProcessResult> RecoverAsync(Fault? fault = null) =>
        fault is null ? WholeAsync("recover") : ArgoProcess.RunAsync(Data, ["recover"], fault);

    /// <summary>
    /// What nothing befalls: in a small sample without the second that a process takes to start, unless the
    /// test's disk is to be unmounted, which nothing may hold then.
    /// </summary>
    private Task<ProcessResult> WholeAsync(params string[] words) => Samples.AreSmall && !_isMounted
        ? ArgoProcess.CallAsync(Data, words)
        : ArgoProcess.RunAsync(Data, words);

    /// <summary>Everything that must hold when all is done; nothing in the answer is nothing wrong.</summary>
    /// <param name="must">The state that it has to be in, where only one is right.</param>
    public async Task<List<string>> FindLiesAsync(string? must = null)
    {
        var state = await StateAsync();
        var lies = new List<string>();
        if (must is not null && state != must)
            lies.Add($"it must be {must} and is {state}");
        lies.AddRange(state switch
        {
            "completed" => DifferencesFromAfter(),
            "rolled_back" or "aborted" or Absent => DifferencesFromBefore(),
            _ => [$"it ended {state}"],
        });
        if (state != Absent)
            lies.AddRange(await FalseWordsAsync(state));
        var stages = Path.Combine(Workspace, ".argo/x");
        if (Directory.Exists(stages) && Directory.GetFileSystemEntries(stages) is [var left, ..])
            lies.Add($"left in the vault: {left}");
        return lies;
    }

    public const string Absent = "absent";

    /// <summary>What the store says of the execution; <see cref="Absent"/> when it knows of none.</summary>
    public async Task<string> StateAsync()
    {
        var list = (await ArgoProcess.CallAsync(Data, "list")).Need(0, "list");
        var rows = JsonNode.Parse(list.Out)!["executions"]!.AsArray();
        return rows.SingleOrDefault() is { } row ? (string)row["state"]! : Absent;
    }

    public List<string> DifferencesFromBefore() =>
    [
        .. _before.Diff(TreeManifest.Capture(Workspace)),
        .. TreeSnapshot.Differences(_shape, TreeSnapshot.Of(Workspace), withTimes: true),
    ];

    public List<string> DifferencesFromAfter() =>
        TreeSnapshot.Differences(ExpectedTree.Of(_shape), TreeSnapshot.Of(Workspace), withTimes: false);

    public void Dispose()
    {
        _own?.Dispose();
        Directory.Delete(_papers, recursive: true);
    }

    private async Task<List<string>> FalseWordsAsync(string state)
    {
        var lies = new List<string>();
        var show = await ArgoProcess.CallAsync(Data, "show", Execution);
        var status = show.Exit == 0 ? (string?)JsonNode.Parse(show.Out)!["result"]?["execution_status"]
            : show.ToString();
        if (status != (state == "completed" ? "success" : state))
            lies.Add($"it is {state}, and the result says '{status}'");
        var verify = await ArgoProcess.CallAsync(Data, "verify", Execution);
        if (verify.Exit != 0)
            lies.Add($"verify: {verify}");
        return lies;
    }

    private async Task ApproveAsync()
    {
        await File.WriteAllTextAsync(Paper("plan.json"), Plans.Everything);
        (await ArgoProcess.CallAsync(
            Data, "dry-run", Paper("plan.json"), "-o", Paper("report.json"), "--workspace", Workspace))
                .Need(0, "dry-run");
        (await ArgoProcess.CallAsync(
            Data, "approve", Paper("report.json"), "--yes", "--by", "ann", "--expires", "2h",
                "-o", Paper("approval.json"))).Need(0, "approve");
    }
}
