using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Actions;

/// <summary>The verbs that this host carries out: a descriptor and a handler for each.</summary>
public sealed class VerbHandlers
{
    private readonly Dictionary<string, IFileAction> _byName;

    private VerbHandlers(VerbCatalog catalog, Dictionary<string, IFileAction> byName)
    {
        (Catalog, _byName) = (catalog, byName);
        var described = catalog.Verbs.Select(verb => verb.Type.Name).ToHashSet(StringComparer.Ordinal);
        described.SymmetricExceptWith(byName.Keys);
        if (described.Count > 0)
        {
            throw new InvalidOperationException(
                "Each verb needs a descriptor and a handler; these have only one of the two: "
                + $"{string.Join(", ", described)}.");
        }
    }

    /// <summary>The verbs that come with Argo.</summary>
    public static VerbHandlers BuiltIn { get; } = new(VerbCatalog.BuiltIn, new(StringComparer.Ordinal)
    {
        [ActionType.Write.Name] = new WriteAction(),
        [ActionType.Create.Name] = new CreateAction(),
        [ActionType.Modify.Name] = new ModifyAction(),
        [ActionType.Delete.Name] = new DeleteAction(),
        [ActionType.Move.Name] = new MoveAction(),
        [ActionType.Copy.Name] = new CopyAction(),
        [ActionType.Chmod.Name] = new ChmodAction(),
        [ActionType.Read.Name] = new ReadAction(),
        [ActionType.Display.Name] = new ReadAction(),
        [ActionType.Query.Name] = new QueryAction(),
    });

    /// <summary>What plans may use.</summary>
    public VerbCatalog Catalog { get; }

    /// <summary>These verbs and a host's own.</summary>
    /// <exception cref="ArgumentException">
    /// A name is taken, or a description is not one that plans can be held against; the message says which
    /// and why.
    /// </exception>
    public VerbHandlers With(params IReadOnlyCollection<Verb> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var catalog = Catalog.With([.. own.Select(verb => verb.Descriptor)]);
        var byName = new Dictionary<string, IFileAction>(_byName, StringComparer.Ordinal);
        foreach (var verb in own)
            byName.Add(verb.Descriptor.Type.Name, new HostAction(verb, catalog));
        return new VerbHandlers(catalog, byName);
    }

    /// <summary>The handler of a verb; null when there is none of that name.</summary>
    internal IFileAction? Find(ActionType type) => _byName.GetValueOrDefault(type.Name ?? "");

    /// <summary>Why a step with this action cannot be simulated, and what to use instead.</summary>
    internal string WhyUnknown(PlanStep step)
    {
        var name = StepWording.Quote(step.ActionType.Name ?? "");
        var known = $"Argo knows {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}";
        if (Catalog.WhyElsewhere(step) is { } reason)
            return $"{name} {reason}; {known}";
        return $"{name} is no action that Argo knows; {Catalog.InsteadOf(step.ActionType) ?? known}";
    }
}
