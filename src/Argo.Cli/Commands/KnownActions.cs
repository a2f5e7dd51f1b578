using Argo.Artifacts.Actions;

namespace Argo.Cli.Commands;

/// <summary>The actions that the <c>argo</c> program knows: control too, which it knows to refuse.</summary>
internal static class KnownActions
{
    private static readonly HashSet<ActionType> All =
    [
        ActionType.Read, ActionType.Query, ActionType.Display, ActionType.Write, ActionType.Create,
        ActionType.Delete, ActionType.Modify, ActionType.Move, ActionType.Copy, ActionType.Chmod,
        ActionType.Control,
    ];

    public static bool Has(ActionType action) => All.Contains(action) || ActionAdvice.ActsElsewhere(action);
}
