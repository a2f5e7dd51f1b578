using System.Text.Json;
using Argo.Crash.Tests.Scenes;
using Argo.Workspaces.TreeManifests;

namespace Argo.Crash.Tests.Attacks;

/// <summary>
/// A workspace beside what no attack may reach, and one step that the whole program is asked to run.
/// </summary>
internal sealed class AttackScene : IDisposable
{
    public const string Execution = "exec-attacked";

    private readonly TempPlace _place = new();
    private readonly TreeManifest _before;
    private readonly TreeManifest _canary;

    public AttackScene()
    {
        Put("ws/a.txt", "a");
        Put("ws/box/item", "a secret to edit");
        Put("ws/box/sub/inner", "inside");
        Put("out/secret", "an outside secret");
        Put("out/evil/item", "an outside secret");
        Put("out/evil/sub/inner", "an outside secret");
        (_before, _canary) = (TreeManifest.Capture(Workspace), TreeManifest.Capture(_place.At("out")));
    }

    private string Workspace => _place.At("ws");

    private string Data => _place.At("data");

    /// <summary>Dry run, approval and execution in one go, in this process.</summary>
    public async Task<ProcessResult> RunAsync(string step)
    {
        await WriteAsync(step);
        return await ArgoProcess.CallAsync(
            Data, "run", _place.At("plan.json"), "--yes", "--workspace", Workspace);
    }

    /// <summary>Dry run and approval; what comes after is in processes of their own.</summary>
    public async Task ApproveAsync(string step)
    {
        await WriteAsync(step);
        (await ArgoProcess.CallAsync(Data, "dry-run", _place.At("plan.json"), "-o", _place.At("report.json"),
            "--workspace", Workspace)).Need(0, "dry-run");
        (await ArgoProcess.CallAsync(
            Data, "approve", _place.At("report.json"), "--yes", "--by", "ann", "--expires", "2h",
            "-o", _place.At("approval.json"))).Need(0, "approve");
    }

    public System.Diagnostics.Process StartExecuting(Fault fault) =>
        ArgoProcess.Start(Data, ExecuteWords, fault);

    public Task<ProcessResult> ExecuteAsync(Fault? fault = null) =>
        ArgoProcess.RunAsync(Data, ExecuteWords, fault);

    public Task<ProcessResult> RecoverAsync() => ArgoProcess.RunAsync(Data, ["recover", Execution]);

    /// <summary>The directory of the step becomes a link to the outside.</summary>
    public void Attack()
    {
        Directory.Move(At("box"), At("was"));
        File.CreateSymbolicLink(At("box"), "../out/evil");
    }

    /// <summary>The attack is over.</summary>
    public void Relent()
    {
        File.Delete(At("box"));
        Directory.Move(At("was"), At("box"));
    }

    /// <summary>What differs from before, here and outside.</summary>
    public List<string> Differences() =>
        [.. _before.Diff(TreeManifest.Capture(Workspace)), .. Escapes()];

    public List<string> Escapes() =>
        [.. _canary.Diff(TreeManifest.Capture(_place.At("out"))).Select(line => $"ESCAPE: {line}")];

    public void Dispose() => _place.Dispose();

    private string[] ExecuteWords =>
    [
        "execute", _place.At("plan.json"), "--report", _place.At("report.json"), "--approval",
        _place.At("approval.json"), "--execution-id", Execution, "--workspace", Workspace,
    ];

    private string At(string name) => Path.Combine(Workspace, name);

    private Task WriteAsync(string step) => File.WriteAllTextAsync(_place.At("plan.json"), $$"""
        {"schema_version":"1.2.0","plan_id":"plan-attack","intent_id":"intent","transcription_id":"transcription",
         "steps":[{{step}}]}
        """);

    private void Put(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_place.At(name))!);
        File.WriteAllText(_place.At(name), text);
    }

    /// <summary>A step of a plan; <paramref name="path"/> stands where the verb is attacked.</summary>
    public static string Step(string verb, string path)
    {
        var text = JsonSerializer.Serialize(path);
        var (action, target, parameters) = verb switch
        {
            "write" => ("write", text, """{"content":"x"}"""),
            "create" => ("create", text, """{"kind":"file"}"""),
            "delete" => ("delete", text, """{"recursive":true}"""),
            "modify" => ("modify", text, """{"edits":[{"find":"secret","replace":"edited","count":1}]}"""),
            "move from" => ("move", text, """{"destination":"free"}"""),
            "move to" => ("move", "\"a.txt\"", $$"""{"destination":{{text}},"overwrite":true}"""),
            "copy from" => ("copy", text, """{"destination":"free"}"""),
            "copy to" => ("copy", "\"a.txt\"", $$"""{"destination":{{text}},"overwrite":true}"""),
            "chmod" => ("chmod", text, """{"mode":"0777"}"""),
            _ => (verb, text, "{}"),
        };
        return $$"""{"step_id":1,"action_type":"{{action}}","operation":"attack","target":{{target}},"parameters":{{parameters}}}""";
    }
}
