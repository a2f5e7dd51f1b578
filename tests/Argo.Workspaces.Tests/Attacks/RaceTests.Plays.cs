using Argo.Artifacts;
using Argo.Workspaces.Execution;
using Argo.Workspaces.Handles;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Staging;
using Argo.Workspaces.Tests.Handles;
using Argo.Workspaces.Tests.Simulation;
using Xunit.Abstractions;
using Some = Argo.Workspaces.Tests.Simulation.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <content>How each race is played.</content>
public sealed partial class RaceTests
{
    private static List<string> Brought(Field field, Verb verb, string link, string path)
    {
        var plan = Some.Plan(Some.Move(link, "brought"), verb.Step(path));
        var report = new Simulator().Simulate(plan, Request(field));
        var bad = report.SimulationStatus is SimulationStatus.Success
            ? new LiteralRun(field, plan, report).Play().ToList() : [];
        var mayBeDone = path == "brought" && LinkTests.OnTheNameItself(verb, Moment.DryRun);
        if (report.SimulationStatus is SimulationStatus.Success && !mayBeDone)
            bad.Add("it was simulated through the link");
        return [.. bad, .. Untouched(field)];
    }

    private static List<string> Fifo(Field field, Verb verb)
    {
        var at = field.At("box/item");
        using var tree = new WatchedTree(field.Root)
        {
            WhenOpened = path =>
            {
                if (path != "box/item" || File.Exists(at + ".was"))
                    return;
                File.Move(at, at + ".was");
                TempTree.Run("mkfifo", at);
            },
        };
        var report = new Simulator().Simulate(Some.Plan(verb.Step("box/item")), Request(field), tree);
        File.Delete(at);
        File.Move(at + ".was", at);
        return report.SimulationStatus is SimulationStatus.Success ? ["a FIFO was simulated as the file"]
            : [.. Untouched(field)];
    }

    /// <summary>
    /// What the plan took or staged lies in the vault; a link to the outside is put among it.
    /// </summary>
    private static List<string> Collected(Field field, Verb verb)
    {
        var plan = Some.Plan(verb.Step(verb.Benign));
        var report = new Simulator().Simulate(plan, Request(field));
        using var site = PlanSite.Open(Order(field, plan, report, "exec-collected", point =>
        {
            if (point == "collect.unlink.before" && field.Stages().FirstOrDefault() is { } stage)
                LinkIn(stage);
            return Errno.Ok;
        }));
        var bad = site.Stage(1).Error is { } error ? new List<string> { error } : [];
        if (bad.Count == 0)
        {
            var undo = site.BuildUndoPlan();
            site.Act(1);
            undo.Rows.Reverse().ToList().ForEach(row => site.Undo(row));
        }
        foreach (var stage in field.Stages())
            LinkIn(stage);
        site.Collect();
        return [.. bad, .. Untouched(field)];
    }

    private static void LinkIn(string stage)
    {
        foreach (var directory in Directory.GetDirectories(stage))
        {
            if (new FileInfo(directory).LinkTarget is not null)
                continue;
            Directory.Delete(directory, recursive: true);
            File.CreateSymbolicLink(directory, "../../../../out/evil");
        }
        if (!Path.Exists(Path.Combine(stage, "planted")))
            File.CreateSymbolicLink(Path.Combine(stage, "planted"), "../../../../out/evil");
    }

    /// <summary>
    /// Somebody had the file open before, and goes on writing: their bytes are where the file is.
    /// </summary>
    private static List<string> Writer(Field field, Verb verb, Moment moment)
    {
        using var mine = new FileStream(
            field.At("box/item"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var rehearsal = new Rehearsal(field, verb, moment, () =>
        {
            mine.Seek(0, SeekOrigin.End);
            mine.Write("; and more"u8);
            mine.Flush(flushToDisk: true);
        }, asClass: null);
        rehearsal.Play(verb.Benign);
        var stuck = rehearsal.Recover();
        rehearsal.End();
        var found = File.ReadAllText(field.At("box/item"));
        mine.SetLength(0);
        mine.Seek(0, SeekOrigin.Begin);
        mine.Write(System.Text.Encoding.UTF8.GetBytes(Field.ItemText));
        mine.Dispose();
        File.SetLastWriteTimeUtc(field.At("box/item"), field.ItemTime);
        return
        [
            .. found == $"{Field.ItemText}; and more" ? Array.Empty<string>()
                : [$"what the writer wrote is not there: '{found}' ({string.Join("; ", stuck)})"],
            .. moment < Moment.Recovery && rehearsal.Refusals.Count == 0 ? ["the edit was not seen"]
                : Array.Empty<string>(),
            .. Untouched(field),
        ];
    }

    private static List<string> Reused(Field field, Verb verb)
    {
        var rehearsal = new Rehearsal(field, verb, Moment.Recovery, () =>
        {
            File.Delete(field.At("box/new"));
            File.WriteAllText(field.At("box/new"), "not yours"); // on ext4 it most often gets the same number
        }, asClass: null);
        rehearsal.Play(verb.Benign);
        var stuck = rehearsal.Recover();
        var kept = File.Exists(field.At("box/new")) && File.ReadAllText(field.At("box/new")) == "not yours";
        File.Delete(field.At("box/new"));
        if (verb.Name is "move to")
        {
            // the moved file itself was deleted by the other program
            File.WriteAllText(field.At("a.txt"), "a");
            File.SetUnixFileMode(field.At("a.txt"), (UnixFileMode)Octal.Parse("0600"));
        }
        rehearsal.Recover();
        rehearsal.End();
        var left = field.Before.Diff(field.Capture()).Where(line =>
            !line.StartsWith("a.txt: mtime", StringComparison.Ordinal));
        return [.. kept ? Array.Empty<string>()
            : [$"the other file is gone: {string.Join("; ", stuck)}"], .. left, .. field.Escapes()];
    }

    private static List<string> Taken(Field field, Verb verb, string target)
    {
        var plan = Some.Plan(verb.Step(verb.Benign));
        var report = new Simulator().Simulate(plan, Request(field));
        using var site = PlanSite.Open(Order(field, plan, report, "exec-taken", null));
        File.CreateSymbolicLink(field.At(".argo/x/exec-taken/0"), target);
        var said = site.Stage(1).Error;
        site.Collect();
        return [.. said is null ? ["the name was taken, and yet it was staged"]
            : Array.Empty<string>(), .. Untouched(field)];
    }

    private static List<string> TakenWhole(Field field, Verb verb, string target)
    {
        var plan = Some.Plan(verb.Step(verb.Benign));
        var report = new Simulator().Simulate(plan, Request(field));
        Directory.CreateDirectory(field.At(".argo/x"));
        var stage = field.At(".argo/x/exec-taken");
        File.CreateSymbolicLink(stage, target);
        var refusal = Record.Exception(() =>
            PlanSite.Open(Order(field, plan, report, "exec-taken", null)).Dispose());
        File.Delete(stage);
        return [.. refusal is WorkspaceException ? Array.Empty<string>()
            : [$"the stage was taken: {refusal}"], .. Untouched(field)];
    }

    private async Task FlipAsync(int number, string path, string target, string above = "")
    {
        using var siege = new Siege(number, output);
        foreach (var verb in Verb.All)
        {
            await siege.CheckAsync(verb.Name, "execution", "flip", "never led out", field =>
                FlipWhile(field, path, target, () =>
            {
                for (var round = 0; round < Rounds / Verb.All.Count; round++)
                {
                    var rehearsal = new Rehearsal(field, verb, Moment.DryRun, () => { }, asClass: null);
                    rehearsal.Play($"{above}{verb.Benign}");
                    for (var tries = 0; tries < 200 && rehearsal.Recover().Count > 0; tries++)
                        continue; // the way there is a link at that moment
                    rehearsal.EndQuietly();
                }
            }));
        }
        siege.Close(Verb.All.Count);
    }

    private static List<string> FlipWhile(Field field, string path, string target, Action work)
    {
        using var stop = new CancellationTokenSource();
        File.CreateSymbolicLink(
            field.At("flip-link"), target.Replace("../../", "../", StringComparison.Ordinal));
        var directory = Path.GetDirectoryName(path)!;
        var flipping = Task.Factory.StartNew(
            () =>
            {
                using var root = ConfinedRoot.Open(field.Root);
                using var at = root.OpenDirectory(directory);
                var (mine, link) = (PathBytes.OfName(Path.GetFileName(path)), PathBytes.OfName("flip-link"));
                while (!stop.IsCancellationRequested)
                    root.Kernel.Rename(at, mine, root.Handle, link, RenameMode.Exchange);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            work();
        }
        finally
        {
            stop.Cancel();
            flipping.Wait();
        }
        if (new FileInfo(field.At(path)).LinkTarget is not null)
        {
            File.Delete(field.At(path));
            if (Directory.Exists(field.At("flip-link")))
                Directory.Move(field.At("flip-link"), field.At(path));
            else
                File.Move(field.At("flip-link"), field.At(path));
        }
        else
        {
            File.Delete(field.At("flip-link"));
        }
        return [.. field.Escapes()];
    }

    private static SiteOrder Order(
        Field field, ExecutionPlanArtifact plan, DryRunExecutionReport report, string id, Func<string,
            Errno>? failpoint) => new()
        {
            ExecutionId = id,
            Workspace = "ws",
            WorkspaceRoot = field.Root,
            Plan = plan,
            Report = report,
            Simulator = new SimulatorOptions(),
            Options = new SiteOptions { BallastBytes = 0, Failpoint = failpoint },
        };

    private static DryRunRequest Request(Field field) =>
        new() { WorkspaceRoot = field.Root, WorkspaceName = "ws" };

    private static IEnumerable<string> Untouched(Field field) =>
        [.. field.Before.Diff(field.Capture()), .. field.Escapes(), .. field.Stages()];
}
