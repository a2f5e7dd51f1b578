using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;
using Some = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>How each attack on the root, the vault and the journal is carried out.</summary>
internal static class StatePlays
{
    private static readonly EnumerationOptions NoLinks = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>A twin is the same to the letter: only which directory it is tells them apart.</summary>
    public static List<string> RootReplaced(
        AttackedTree tree, AttackedStep step, AttackPhase phase, string instead)
    {
        var (moved, twin) = ($"{tree.Root}-moved", $"{tree.Root}-twin");
        TempTree.Run("cp", "-a", tree.Root, twin);
        TempTree.Run("rm", "-rf", $"{twin}/.argo");
        var before = TreeManifest.Capture(twin);
        var play = new AttackedRun(tree, step, phase, () =>
        {
            Directory.Move(tree.Root, moved);
            if (instead is "link to a twin")
                File.CreateSymbolicLink(tree.Root, twin);
            else if (instead is "twin")
                Directory.Move(twin, tree.Root);
        }, asClass: null);
        play.Play(step.Benign);
        var said = play.Recover();
        if (instead is "twin")
            Directory.Move(tree.Root, twin);
        else
            File.Delete(tree.Root);
        List<string> bad = [.. before.Diff(TreeManifest.Capture(twin)).Select(line =>
            $"in the twin: {line}")];
        Directory.Move(moved, tree.Root);
        bad.AddRange(play.Recover().Select(line => $"not undone: {line}"));
        play.EndQuietly();
        TempTree.Run("rm", "-rf", twin);
        return [.. bad, .. Untouched(tree), .. bad.Count > 0 ? said.Concat(play.Refusals) : []];
    }

    public static List<string> Alias(AttackedTree tree, AttackedStep step, string alias)
    {
        var report = new Simulator().Simulate(Some.Plan(step.Step(alias)), Request(tree));
        return
        [
            .. report.SimulationStatus is SimulationStatus.Blocked ? Array.Empty<string>()
                : ["the vault was reached"],
            .. Untouched(tree),
        ];
    }

    public static List<string> PlantedVault(AttackedTree tree, AttackedStep step, string planted)
    {
        var vault = tree.At(".argo");
        var plan = Some.Plan(step.Step(step.Benign));
        var report = new Simulator().Simulate(plan, Request(tree));
        if (Directory.Exists(vault))
            Directory.Delete(vault, recursive: true);
        Plant(tree, planted, vault);
        var refusal = Record.Exception(() =>
            PlanTransaction.Open(Order(tree, plan, report, "exec-planted")).Dispose());
        List<string> bad = [.. refusal is WorkspaceException ? Array.Empty<string>()
            : [$"the planted vault was taken: {refusal}"]];
        TempTree.Run("rm", "-rf", vault);
        return [.. bad, .. Untouched(tree)];
    }

    public static void Plant(AttackedTree tree, string planted, string vault)
    {
        switch (planted)
        {
            case "link":
                File.CreateSymbolicLink(vault, tree.Outside("evil"));
                break;
            case "dangling":
                File.CreateSymbolicLink(vault, tree.Outside("not-there"));
                break;
            case "file":
                File.WriteAllText(vault, "x");
                break;
            case "open to others":
                Directory.CreateDirectory(vault, (UnixFileMode)Octal.Parse("0777"));
                File.SetUnixFileMode(vault, (UnixFileMode)Octal.Parse("0777"));
                break;
            default:
                Directory.CreateDirectory(vault, (UnixFileMode)Octal.Parse("0700"));
                File.CreateSymbolicLink(
                    Path.Combine(vault, planted is "lock" ? "lock" : "x"), tree.Outside("evil"));
                break;
        }
    }

    public static List<string> VaultSwapped(AttackedTree tree, AttackedStep step, string planted) =>
        AfterCrash(tree, step, crashed =>
    {
        var vault = tree.At(".argo");
        Directory.Move(vault, vault + ".was");
        Plant(tree, planted, vault);
        var refusal = crashed.Reopen(crashed.Plan);
        TempTree.Run("rm", "-rf", vault);
        Directory.Move(vault + ".was", vault);
        return refusal is WorkspaceException ? [] : [$"the planted vault was taken: {refusal}"];
    });

    public static List<string> Forged(AttackedTree tree, AttackedStep step, Func<UndoRow, UndoRow> forge) =>
        AfterCrash(tree, step, crashed =>
    {
        var left = tree.Capture();
        var rows = crashed.Plan.Rows;
        var refusal = crashed.Reopen(crashed.Plan with { Rows = [.. rows[..^1], forge(rows[^1])] });
        return
        [
            .. refusal is WorkspaceException { Fault: WorkspaceFault.Refused } ? Array.Empty<string>()
                : [$"the row was taken: {refusal}"],
            .. left.Diff(tree.Capture()).Select(line => $"touched before it was refused: {line}"),
        ];
    });

    public static List<string> EntrySwapped(AttackedTree tree, AttackedStep step, string swapped) =>
        AfterCrash(tree, step, crashed =>
    {
        var entries = crashed.Plan.Rows.Select(row => tree.At($".argo/x/exec-state/{row.Swap}")).ToList();
        foreach (var entry in entries)
        {
            if (!Path.Exists(entry) && new FileInfo(entry).LinkTarget is null)
                continue;
            MoveEither(entry, entry + ".was");
            switch (swapped)
            {
                case "link":
                    File.CreateSymbolicLink(entry, tree.Outside("secret"));
                    break;
                case "another file":
                    File.WriteAllText(entry, "planted");
                    break;
                case "hard link":
                    TempTree.Run("ln", tree.Outside("secret"), entry);
                    break;
                case "directory":
                    Directory.CreateDirectory(entry);
                    break;
                default:
                    break;
            }
        }
        crashed.Undo();
        List<string> bad = [.. Planted(tree)];
        foreach (var entry in entries.Select(entry =>
            entry.Replace("exec-state/", "exec-state.r1/", StringComparison.Ordinal)))
        {
            if (!Path.Exists(entry + ".was"))
                continue;
            TempTree.Run("rm", "-rf", entry);
            TempTree.Run("sh", "-c", $"rm -f '{Path.GetDirectoryName(entry)}'/u*");
            MoveEither(entry + ".was", entry);
        }
        return bad;
    });

    public static IEnumerable<string> Planted(AttackedTree tree) =>
        from file in Directory.EnumerateFiles(tree.Root, "*", NoLinks)
        where !file.Contains("/.argo/", StringComparison.Ordinal)
            && File.ReadAllText(file) is "planted" or "an outside secret"
        select $"a planted object came into the tree: {file}";

    public static List<string> Copied(AttackedTree tree, AttackedStep step) =>
        AfterCrash(tree, step, crashed =>
    {
        var original = $"{tree.Root}-original";
        Directory.Move(tree.Root, original);
        TempTree.Run("cp", "-a", original, tree.Root);
        var left = tree.Capture();
        var refusal = crashed.Reopen(crashed.Plan);
        List<string> bad =
        [
            .. refusal is WorkspaceException { Fault: WorkspaceFault.Refused } ? Array.Empty<string>()
                : [$"the copy was taken for the workspace: {refusal}"],
            .. left.Diff(tree.Capture()).Select(line => $"in the copy: {line}"),
        ];
        Directory.Delete(tree.Root, recursive: true);
        Directory.Move(original, tree.Root);
        return bad;
    });

    public static List<string> TwoRecoverers(AttackedTree tree, AttackedStep step) =>
        AfterCrash(tree, step, crashed =>
    {
        using var first = PlanTransaction.Reopen(crashed.Order, crashed.Plan);
        first.Fence(1);
        using var second = PlanTransaction.Reopen(crashed.Order, crashed.Plan);
        second.Fence(2);
        var refusal = Record.Exception(() => first.Fence(1));
        crashed.Epoch = 2;
        return refusal is WorkspaceException { Fault: WorkspaceFault.Fenced } ? []
            : [$"the first went on: {refusal}"];
    });

    public static List<string> Woken(AttackedTree tree, AttackedStep step)
    {
        var plan = Some.Plan(step.Step(step.Benign));
        var report = new Simulator().Simulate(plan, Request(tree));
        var order = Order(tree, plan, report, "exec-woken");
        using var paused = PlanTransaction.Open(order);
        var error = paused.Stage(1).Error;
        var undo = paused.BuildUndoPlan();
        using (var recovery = PlanTransaction.Reopen(order, undo))
        {
            recovery.Fence(1);
            undo.Rows.Reverse().ToList().ForEach(row => recovery.Undo(row));
            var acted = paused.Act(1);
            var isPending = step.Name is "chmod" or "move from" or "move directory" or "move to";
            // a move or a chmod may come through once
            undo.Rows.Reverse().ToList().ForEach(row => recovery.Undo(row));
            recovery.Collect();
            return
            [
                .. error is null ? Array.Empty<string>() : [error],
                .. acted.Success && !isPending ? ["it acted after it was fenced"] : Array.Empty<string>(),
                .. Untouched(tree),
            ];
        }
    }

    /// <summary>
    /// Everything was done and nothing ended; then something is played, and the undo is to give all back.
    /// </summary>
    public static List<string> AfterCrash(
        AttackedTree tree, AttackedStep step, Func<CrashedExecution, List<string>> play)
    {
        var plan = Some.Plan(Some.Write("box/first", "x"), step.Step(step.Benign));
        var report = new Simulator().Simulate(plan, Request(tree));
        var crashed = new CrashedExecution(Order(tree, plan, report, "exec-state"));
        var bad = play(crashed);
        bad.AddRange(tree.Escapes());
        bad.AddRange(crashed.Undo().Select(line => $"not undone: {line}"));
        crashed.Collect();
        return [.. bad, .. Untouched(tree)];
    }

    public static void MoveEither(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to);
    }

    public static PlanTransactionRequest Order(
        AttackedTree tree, ExecutionPlanArtifact plan, DryRunExecutionReport report, string id) => new()
    {
        ExecutionId = id,
        Workspace = "ws",
        WorkspaceRoot = tree.Root,
        Plan = plan,
        Report = report,
        Simulator = new SimulatorOptions(),
        Options = new TransactionOptions { BallastBytes = 0 },
    };

    public static SimulationRequest Request(AttackedTree tree) =>
        new() { WorkspaceRoot = tree.Root, WorkspaceName = "ws" };

    public static IEnumerable<string> Untouched(AttackedTree tree) =>
        [.. tree.Before.Diff(tree.Capture()), .. tree.Escapes(), .. tree.Stages()];
}
