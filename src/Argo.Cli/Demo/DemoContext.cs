using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Cli.Commands;
using Argo.Cli.Rendering;
using Argo.Hosting;
using Argo.Workspaces.TreeManifests;

namespace Argo.Cli.Demo;

/// <summary>What every story needs: the tree, a host of its own, and a voice.</summary>
/// <param name="Context">The call of <c>argo demo</c>.</param>
/// <param name="Host">A host whose data are in the scratch directory.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Scratch">The scratch directory: tree, data and plans.</param>
/// <param name="Foreign">The other program, which is told the host's failpoints.</param>
internal sealed record DemoContext(
    CommandContext Context, IArgo Host, DemoTree Tree, string Scratch, ForeignProcess Foreign)
{
    /// <summary>How the name of every scratch directory begins.</summary>
    public const string ScratchName = "argo-demo-";

    /// <summary>Tells a person; with <c>--json</c> nobody listens.</summary>
    public void Tell(string line = "", TextStyle style = TextStyle.Plain)
    {
        if (!Context.Screen.IsJson)
            Context.Screen.Line(line, style);
    }

    public void Title(string title)
    {
        if (Context.Screen.IsJson)
            return;
        Context.Screen.Line();
        Context.Screen.Line(title, TextStyle.Heading);
        Context.Screen.Line();
    }

    public void Digest(string when, TreeManifest tree, string note = "") =>
        Tell($"{when,-22} {tree.Digest[..32]}  {note}".TrimEnd());

    /// <summary>Simulates a plan and shows what it would do.</summary>
    public async Task<ExecuteRequest> SimulateAsync(ExecutionPlanArtifact plan)
    {
        var workspace = await Host.ResolveWorkspaceAsync(Tree.Root, plan, Context.Stop).ConfigureAwait(false);
        var report = await Host.DryRunAsync(new DryRunRequest(plan, workspace), Context.Stop)
            .ConfigureAwait(false);
        if (!Context.Screen.IsJson)
            Context.Screen.Table(SimulationScreen.Steps(Context.Screen, report));
        return new ExecuteRequest { Plan = plan, Workspace = workspace, Report = report };
    }

    /// <summary>Approves what was simulated, executes it, and shows how it ended.</summary>
    public async Task<ExecutionEnd> ExecuteAsync(ExecuteRequest request)
    {
        using var safe = Context.Interruption.HoldUntilSafe();
        var approval = await Host.ApproveAsync(
            new ApproveRequest { Report = request.Report!, Approver = Shared.ThisUser, Method = "demo" },
            Context.Stop).ConfigureAwait(false);
        Tell();
        return Shown(await Host.ExecuteAsync(request with { Approval = approval }, null, Context.Stop)
            .ConfigureAwait(false));
    }

    /// <summary>Shows how an execution ended.</summary>
    public ExecutionEnd Shown(ExecutionEnd end)
    {
        if (!Context.Screen.IsJson)
            EndScreen.Show(Context.Screen, end.State, end.Result);
        return end;
    }

    /// <summary>Says whether two trees are equal, or what differs.</summary>
    public bool Compare(TreeManifest before, TreeManifest now)
    {
        var differences = before.Diff(now);
        if (before.Equals(now))
            Tell(
                "Equal: every path, kind, mode, owner, link, byte and time of "
                + $"{Words.Count(now.Entries.Length, "entry", "entries")}.",
                TextStyle.Good);
        foreach (var difference in differences)
            Tell(Visible.Line(difference), TextStyle.Bad);
        return before.Equals(now) && differences.IsEmpty;
    }
}
