using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;
using Argo.Workspaces.Transactions;
using Some = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>How each race is run.</summary>
internal static class RacePlays
{
    public static List<string> Brought(AttackedTree tree, AttackedStep step, string link, string path)
    {
        var plan = Some.Plan(Some.Move(link, "brought"), step.Step(path));
        var report = new Simulator().Simulate(plan, Request(tree));
        var bad = report.SimulationStatus is SimulationStatus.Success
            ? new LiteralRun(tree, plan, report).Play().ToList() : [];
        var mayBeDone = path == "brought" && LinkTests.OnTheNameItself(step, AttackPhase.DryRun);
        if (report.SimulationStatus is SimulationStatus.Success && !mayBeDone)
            bad.Add("it was simulated through the link");
        return [.. bad, .. Untouched(tree)];
    }

    public static List<string> Fifo(AttackedTree tree, AttackedStep step)
    {
        var at = tree.At("box/item");
        using var watched = new WatchedTree(tree.Root)
        {
            WhenOpened = path =>
            {
                if (path != "box/item" || File.Exists(at + ".was"))
                    return;
                File.Move(at, at + ".was");
                TempTree.Run("mkfifo", at);
            },
        };
        var report = new Simulator().Simulate(Some.Plan(step.Step("box/item")), Request(tree), watched);
        File.Delete(at);
        File.Move(at + ".was", at);
        return report.SimulationStatus is SimulationStatus.Success ? ["a FIFO was simulated as the file"]
            : [.. Untouched(tree)];
    }

    /// <summary>
    /// What the plan took or staged lies in the vault; a link to the outside is put among it.
    /// </summary>
    public static List<string> Collected(AttackedTree tree, AttackedStep step)
    {
        var plan = Some.Plan(step.Step(step.Benign));
        var report = new Simulator().Simulate(plan, Request(tree));
        using var site = PlanTransaction.Open(Order(tree, plan, report, "exec-collected", point =>
        {
            if (point == "collect.unlink.before" && tree.Stages().FirstOrDefault() is { } stage)
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
        foreach (var stage in tree.Stages())
            LinkIn(stage);
        site.Collect();
        return [.. bad, .. Untouched(tree)];
    }

    public static void LinkIn(string stage)
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
    public static List<string> Writer(AttackedTree tree, AttackedStep step, AttackPhase phase)
    {
        using var mine = new FileStream(
            tree.At("box/item"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var run = new AttackedRun(tree, step, phase, () =>
        {
            mine.Seek(0, SeekOrigin.End);
            mine.Write("; and more"u8);
            mine.Flush(flushToDisk: true);
        }, asClass: null);
        run.Play(step.Benign);
        var stuck = run.Recover();
        run.End();
        var found = File.ReadAllText(tree.At("box/item"));
        mine.SetLength(0);
        mine.Seek(0, SeekOrigin.Begin);
        mine.Write(System.Text.Encoding.UTF8.GetBytes(AttackedTree.ItemText));
        mine.Dispose();
        File.SetLastWriteTimeUtc(tree.At("box/item"), tree.ItemTime);
        return
        [
            .. found == $"{AttackedTree.ItemText}; and more" ? Array.Empty<string>()
                : [$"what the writer wrote is not there: '{found}' ({string.Join("; ", stuck)})"],
            .. phase < AttackPhase.Recovery && run.Refusals.Count == 0 ? ["the edit was not seen"]
                : Array.Empty<string>(),
            .. Untouched(tree),
        ];
    }

    public static List<string> Reused(AttackedTree tree, AttackedStep step)
    {
        var run = new AttackedRun(tree, step, AttackPhase.Recovery, () =>
        {
            File.Delete(tree.At("box/new"));
            File.WriteAllText(tree.At("box/new"), "not yours"); // on ext4 it most often gets the same number
        }, asClass: null);
        run.Play(step.Benign);
        var stuck = run.Recover();
        var kept = File.Exists(tree.At("box/new")) && File.ReadAllText(tree.At("box/new")) == "not yours";
        File.Delete(tree.At("box/new"));
        if (step.Name is "move to")
        {
            // the moved file itself was deleted by the other program
            File.WriteAllText(tree.At("a.txt"), "a");
            File.SetUnixFileMode(tree.At("a.txt"), (UnixFileMode)Octal.Parse("0600"));
        }
        run.Recover();
        run.End();
        var left = tree.Before.Diff(tree.Capture()).Where(line =>
            !line.StartsWith("a.txt: mtime", StringComparison.Ordinal));
        return [.. kept ? Array.Empty<string>()
            : [$"the other file is gone: {string.Join("; ", stuck)}"], .. left, .. tree.Escapes()];
    }

    public static List<string> Taken(AttackedTree tree, AttackedStep step, string target)
    {
        var plan = Some.Plan(step.Step(step.Benign));
        var report = new Simulator().Simulate(plan, Request(tree));
        using var site = PlanTransaction.Open(Order(tree, plan, report, "exec-taken", null));
        File.CreateSymbolicLink(tree.At(".argo/x/exec-taken/0"), target);
        var said = site.Stage(1).Error;
        site.Collect();
        return [.. said is null ? ["the name was taken, and yet it was staged"]
            : Array.Empty<string>(), .. Untouched(tree)];
    }

    public static List<string> TakenWhole(AttackedTree tree, AttackedStep step, string target)
    {
        var plan = Some.Plan(step.Step(step.Benign));
        var report = new Simulator().Simulate(plan, Request(tree));
        Directory.CreateDirectory(tree.At(".argo/x"));
        var stage = tree.At(".argo/x/exec-taken");
        File.CreateSymbolicLink(stage, target);
        var refusal = Record.Exception(() =>
            PlanTransaction.Open(Order(tree, plan, report, "exec-taken", null)).Dispose());
        File.Delete(stage);
        return [.. refusal is WorkspaceException ? Array.Empty<string>()
            : [$"the stage was taken: {refusal}"], .. Untouched(tree)];
    }

    public static List<string> FlipWhile(AttackedTree tree, string path, string target, Action work)
    {
        using var stop = new CancellationTokenSource();
        File.CreateSymbolicLink(
            tree.At("flip-link"), target.Replace("../../", "../", StringComparison.Ordinal));
        var directory = Path.GetDirectoryName(path)!;
        var flipping = Task.Factory.StartNew(
            () =>
            {
                using var root = ConfinedRoot.Open(tree.Root);
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
        if (new FileInfo(tree.At(path)).LinkTarget is not null)
        {
            File.Delete(tree.At(path));
            if (Directory.Exists(tree.At("flip-link")))
                Directory.Move(tree.At("flip-link"), tree.At(path));
            else
                File.Move(tree.At("flip-link"), tree.At(path));
        }
        else
        {
            File.Delete(tree.At("flip-link"));
        }
        return [.. tree.Escapes()];
    }

    public static PlanTransactionRequest Order(
        AttackedTree tree, ExecutionPlanArtifact plan, DryRunExecutionReport report, string id, Func<string,
            Errno>? failpoint) => new()
        {
            ExecutionId = id,
            Workspace = "ws",
            WorkspaceRoot = tree.Root,
            Plan = plan,
            Report = report,
            Simulator = new SimulatorOptions(),
            Options = new TransactionOptions { BallastBytes = 0, Failpoint = failpoint },
        };

    public static SimulationRequest Request(AttackedTree tree) =>
        new() { WorkspaceRoot = tree.Root, WorkspaceName = "ws" };

    public static IEnumerable<string> Untouched(AttackedTree tree) =>
        [.. tree.Before.Diff(tree.Capture()), .. tree.Escapes(), .. tree.Stages()];
}
