using Argo.Actors.Supervision;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>
/// What a dead process left in a workspace is undone before a plan looks at it; other workspaces are not
/// touched.
/// </summary>
internal static class RecoveryFirst
{
    public static async Task<ExecutionProtocol.Recovered> RunAsync(
        CommandContext context, IArgo host, WorkspaceRef workspace)
    {
        using var safe = context.Interruption.HoldUntilSafe();
        var recovered = await host.RecoverWorkspaceAsync(workspace.Root, CancellationToken.None)
            .ConfigureAwait(false);
        foreach (var end in recovered.Ends)
            context.Screen.Say($"Recovered first: {Words(end)}.", TextStyle.Warning);
        foreach (var failure in recovered.Failures)
            context.Screen.Say(
                $"Not recovered: {failure.ExecutionId}: {Visible.Line(failure.Reason)}", TextStyle.Bad);
        return recovered;
    }

    /// <summary>What holds where the plan does not run then.</summary>
    public static string Otherwise(ExecutionProtocol.Recovered recovered) => recovered.Ends.IsEmpty
        ? "nothing was changed"
        : "nothing of this plan was carried out; recovered before: "
            + string.Join(", ", recovered.Ends.Select(Words));

    private static string Words(ExecutionProtocol.Ended end) =>
        $"{end.ExecutionId}: {Rendering.Words.Of(end.State, end.Result.ExecutionStatus)}";
}
