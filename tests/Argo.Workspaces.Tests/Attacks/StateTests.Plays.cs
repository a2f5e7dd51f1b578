using Argo.Artifacts;
using Argo.Workspaces.Execution;
using Argo.Workspaces.Handles;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Staging;
using Argo.Workspaces.Tests.Handles;
using Xunit.Abstractions;
using Some = Argo.Workspaces.Tests.Simulation.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <content>How each attack on the root, the vault and the journal is played.</content>
public sealed partial class StateTests
{
    /// <summary>A twin is the same to the letter: only which directory it is tells them apart.</summary>
    private static List<string> RootReplaced(Field field, Verb verb, Moment moment, string instead)
    {
        var (moved, twin) = ($"{field.Root}-moved", $"{field.Root}-twin");
        TempTree.Run("cp", "-a", field.Root, twin);
        TempTree.Run("rm", "-rf", $"{twin}/.argo");
        var before = TreeManifest.Capture(twin);
        var play = new Rehearsal(field, verb, moment, () =>
        {
            Directory.Move(field.Root, moved);
            if (instead is "link to a twin")
                File.CreateSymbolicLink(field.Root, twin);
            else if (instead is "twin")
                Directory.Move(twin, field.Root);
        }, asClass: null);
        play.Play(verb.Benign);
        var said = play.Recover();
        if (instead is "twin")
            Directory.Move(field.Root, twin);
        else
            File.Delete(field.Root);
        List<string> bad = [.. before.Diff(TreeManifest.Capture(twin)).Select(line =>
            $"in the twin: {line}")];
        Directory.Move(moved, field.Root);
        bad.AddRange(play.Recover().Select(line => $"not undone: {line}"));
        play.EndQuietly();
        TempTree.Run("rm", "-rf", twin);
        return [.. bad, .. Untouched(field), .. bad.Count > 0 ? said.Concat(play.Refusals) : []];
    }

    private static List<string> Alias(Field field, Verb verb, string alias)
    {
        var report = new Simulator().Simulate(Some.Plan(verb.Step(alias)), Request(field));
        return
        [
            .. report.SimulationStatus is SimulationStatus.Blocked ? Array.Empty<string>()
                : ["the vault was reached"],
            .. Untouched(field),
        ];
    }

    private static List<string> PlantedVault(Field field, Verb verb, string planted)
    {
        var vault = field.At(".argo");
        var plan = Some.Plan(verb.Step(verb.Benign));
        var report = new Simulator().Simulate(plan, Request(field));
        if (Directory.Exists(vault))
            Directory.Delete(vault, recursive: true);
        Plant(field, planted, vault);
        var refusal = Record.Exception(() =>
            PlanSite.Open(Order(field, plan, report, "exec-planted")).Dispose());
        List<string> bad = [.. refusal is WorkspaceException ? Array.Empty<string>()
            : [$"the planted vault was taken: {refusal}"]];
        TempTree.Run("rm", "-rf", vault);
        return [.. bad, .. Untouched(field)];
    }

    private static void Plant(Field field, string planted, string vault)
    {
        switch (planted)
        {
            case "link":
                File.CreateSymbolicLink(vault, field.Outside("evil"));
                break;
            case "dangling":
                File.CreateSymbolicLink(vault, field.Outside("not-there"));
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
                    Path.Combine(vault, planted is "lock" ? "lock" : "x"), field.Outside("evil"));
                break;
        }
    }

    private static List<string> VaultSwapped(Field field, Verb verb, string planted) =>
        AfterCrash(field, verb, crashed =>
    {
        var vault = field.At(".argo");
        Directory.Move(vault, vault + ".was");
        Plant(field, planted, vault);
        var refusal = crashed.Reopen(crashed.Plan);
        TempTree.Run("rm", "-rf", vault);
        Directory.Move(vault + ".was", vault);
        return refusal is WorkspaceException ? [] : [$"the planted vault was taken: {refusal}"];
    });

    private static List<string> Forged(Field field, Verb verb, Func<UndoRow, UndoRow> forge) =>
        AfterCrash(field, verb, crashed =>
    {
        var left = field.Capture();
        var rows = crashed.Plan.Rows;
        var refusal = crashed.Reopen(crashed.Plan with { Rows = [.. rows[..^1], forge(rows[^1])] });
        return
        [
            .. refusal is WorkspaceException { Fault: WorkspaceFault.Refused } ? Array.Empty<string>()
                : [$"the row was taken: {refusal}"],
            .. left.Diff(field.Capture()).Select(line => $"touched before it was refused: {line}"),
        ];
    });

    private static List<string> EntrySwapped(Field field, Verb verb, string swapped) =>
        AfterCrash(field, verb, crashed =>
    {
        var entries = crashed.Plan.Rows.Select(row => field.At($".argo/x/exec-state/{row.Swap}")).ToList();
        foreach (var entry in entries)
        {
            if (!Path.Exists(entry) && new FileInfo(entry).LinkTarget is null)
                continue;
            MoveEither(entry, entry + ".was");
            switch (swapped)
            {
                case "link":
                    File.CreateSymbolicLink(entry, field.Outside("secret"));
                    break;
                case "another file":
                    File.WriteAllText(entry, "planted");
                    break;
                case "hard link":
                    TempTree.Run("ln", field.Outside("secret"), entry);
                    break;
                case "directory":
                    Directory.CreateDirectory(entry);
                    break;
                default:
                    break;
            }
        }
        crashed.Undo();
        List<string> bad = [.. Planted(field)];
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

    private static IEnumerable<string> Planted(Field field) =>
        from file in Directory.EnumerateFiles(field.Root, "*", NoLinks)
        where !file.Contains("/.argo/", StringComparison.Ordinal)
            && File.ReadAllText(file) is "planted" or "an outside secret"
        select $"a planted object came into the tree: {file}";

    private static List<string> Copied(Field field, Verb verb) => AfterCrash(field, verb, crashed =>
    {
        var original = $"{field.Root}-original";
        Directory.Move(field.Root, original);
        TempTree.Run("cp", "-a", original, field.Root);
        var left = field.Capture();
        var refusal = crashed.Reopen(crashed.Plan);
        List<string> bad =
        [
            .. refusal is WorkspaceException { Fault: WorkspaceFault.Refused } ? Array.Empty<string>()
                : [$"the copy was taken for the workspace: {refusal}"],
            .. left.Diff(field.Capture()).Select(line => $"in the copy: {line}"),
        ];
        Directory.Delete(field.Root, recursive: true);
        Directory.Move(original, field.Root);
        return bad;
    });

    private static List<string> TwoRecoverers(Field field, Verb verb) => AfterCrash(field, verb, crashed =>
    {
        using var first = PlanSite.Reopen(crashed.Order, crashed.Plan);
        first.Fence(1);
        using var second = PlanSite.Reopen(crashed.Order, crashed.Plan);
        second.Fence(2);
        var refusal = Record.Exception(() => first.Fence(1));
        crashed.Epoch = 2;
        return refusal is WorkspaceException { Fault: WorkspaceFault.Fenced } ? []
            : [$"the first went on: {refusal}"];
    });

    private static List<string> Woken(Field field, Verb verb)
    {
        var plan = Some.Plan(verb.Step(verb.Benign));
        var report = new Simulator().Simulate(plan, Request(field));
        var order = Order(field, plan, report, "exec-woken");
        using var paused = PlanSite.Open(order);
        var error = paused.Stage(1).Error;
        var undo = paused.BuildUndoPlan();
        using (var recovery = PlanSite.Reopen(order, undo))
        {
            recovery.Fence(1);
            undo.Rows.Reverse().ToList().ForEach(row => recovery.Undo(row));
            var acted = paused.Act(1);
            var isPending = verb.Name is "chmod" or "move from" or "move directory" or "move to";
            // a move or a chmod may come through once
            undo.Rows.Reverse().ToList().ForEach(row => recovery.Undo(row));
            recovery.Collect();
            return
            [
                .. error is null ? Array.Empty<string>() : [error],
                .. acted.Success && !isPending ? ["it acted after it was fenced"] : Array.Empty<string>(),
                .. Untouched(field),
            ];
        }
    }

    /// <summary>
    /// Everything was done and nothing ended; then something is played, and the undo is to give all back.
    /// </summary>
    private static List<string> AfterCrash(Field field, Verb verb, Func<Crashed, List<string>> play)
    {
        var plan = Some.Plan(Some.Write("box/first", "x"), verb.Step(verb.Benign));
        var report = new Simulator().Simulate(plan, Request(field));
        var crashed = new Crashed(Order(field, plan, report, "exec-state"));
        var bad = play(crashed);
        bad.AddRange(field.Escapes());
        bad.AddRange(crashed.Undo().Select(line => $"not undone: {line}"));
        crashed.Collect();
        return [.. bad, .. Untouched(field)];
    }

    private static void MoveEither(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to);
    }

    private static SiteOrder Order(
        Field field, ExecutionPlanArtifact plan, DryRunExecutionReport report, string id) => new()
    {
        ExecutionId = id,
        Workspace = "ws",
        WorkspaceRoot = field.Root,
        Plan = plan,
        Report = report,
        Simulator = new SimulatorOptions(),
        Options = new SiteOptions { BallastBytes = 0 },
    };

    private static DryRunRequest Request(Field field) =>
        new() { WorkspaceRoot = field.Root, WorkspaceName = "ws" };

    private static IEnumerable<string> Untouched(Field field) =>
        [.. field.Before.Diff(field.Capture()), .. field.Escapes(), .. field.Stages()];
}
