using System.Text.Json.Nodes;
using Argo.Crash.Tests.Scenes;
using Xunit.Abstractions;

namespace Argo.Crash.Tests.FullDisk;

/// <summary>
/// The disk of the store is full while an execution runs: until there is room, what is told of it is true and
/// what is advised works; then it ends.
/// </summary>
public sealed class FullStoreTests(ITestOutputHelper output)
{
    private static readonly int[] KilobytesLeft = [0, 4, 16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 256];

    [MountFact]
    public async Task A_full_disk_should_leave_nothing_running_and_advise_what_works()
    {
        var cases = new CaseRunner(output, "rung 6, store told while full");
        await cases.ForEachAsync(Samples.Draw(KilobytesLeft, 1, 6), async kilobytes =>
        {
            using var outer = new TempPlace();
            using var disk = new SmallDisk(outer);
            using var scene = await Scene.MakeAsync(disk.Place);
            disk.FillBut(kilobytes * 1024);
            var end = await scene.ExecuteAsync();
            cases.Count($"exit {end.Exit}");
            disk.FillBut(0);
            var lies = await FindLiesWhileFullAsync(scene);
            lies.AddRange(await EndCheck.FindLiesAsync(scene, end, disk.Relieve));
            return [.. lies.Select(lie => $"{lie} [{end}]")];
        });
        cases.Close(Samples.Count(1, 6, 6));
    }

    private static async Task<List<string>> FindLiesWhileFullAsync(Scene scene)
    {
        var lies = new List<string>();
        var list = await ArgoProcess.CallAsync(scene.Data, "list");
        if (list.Exit == 0)
            lies.AddRange(JsonNode.Parse(list.Out)!["executions"]!.AsArray()
                .Where(row => (string)row!["state"]! is "running" or "queued" && !(bool)row["process_gone"]!)
                .Select(row => $"no process runs it, and list says {row!["state"]}"));
        else if (!list.Out.Contains("space", StringComparison.OrdinalIgnoreCase))
            lies.Add($"list does not say that there is no room: {list}");
        var doctor = await ArgoProcess.CallAsync(scene.Data, "doctor");
        var findings = JsonNode.Parse(doctor.Out)!["findings"]!.AsArray()
            .Where(finding => (string)finding!["status"]! == "problem").ToArray();
        if (!findings.Any(one => Advises(one, "free space")))
            lies.Add($"doctor does not advise to free space: {doctor}");
        if (findings.Any(one => Advises(one, "begin anew")))
            lies.Add($"doctor advises to give the store up: {doctor}");
        return lies;
    }

    private static bool Advises(JsonNode? finding, string words) =>
        ((string?)finding!["remedy"])?.Contains(words, StringComparison.Ordinal) is true;
}
