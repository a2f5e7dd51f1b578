using System.Collections.Frozen;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Actions;

/// <summary>Every action that Argo knows, by name.</summary>
internal sealed class ActionCatalog(IEnumerable<IFileAction> actions)
{
    private readonly FrozenDictionary<string, IFileAction> _byName = actions
        .SelectMany(action => action.Types, (action, type) => (type.Name, action))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.action, StringComparer.Ordinal);

    /// <summary>The actions that come with Argo.</summary>
    public static ActionCatalog BuiltIn { get; } = new(
    [
        new ReadAction(), new QueryAction(), new WriteAction(), new CreateAction(), new DeleteAction(),
        new ModifyAction(), new MoveAction(), new CopyAction(), new ChmodAction(),
    ]);

    /// <summary>The action with this name; null when there is none.</summary>
    public IFileAction? Find(ActionType type) => _byName.GetValueOrDefault(type.Name ?? "");

    /// <summary>Why a step with this action cannot be simulated, and what to use instead.</summary>
    public string WhyUnknown(PlanStep step)
    {
        var name = StepWording.Quote(step.ActionType.Name ?? "");
        var known = $"Argo knows {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}";
        if (ActionAdvice.WhyElsewhere(step) is { } reason)
            return $"{name} {reason}; {known}";
        return ActionAdvice.InsteadOf(step.ActionType) is { } other
            ? $"{name} is no action that Argo knows; {other}"
            : $"{name} is no action that Argo knows; {known}";
    }
}
