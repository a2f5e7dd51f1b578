using System.Collections.Frozen;
using System.Collections.Immutable;
using Argo.Artifacts.Actions.Verbs;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Actions;

/// <summary>The verbs that plans may use: Argo's own, and those that a host adds.</summary>
public sealed class VerbCatalog
{
    private readonly Dictionary<string, VerbDescriptor> _byName;
    private readonly Lazy<FrozenDictionary<string, string>> _advice;

    private VerbCatalog(ImmutableArray<VerbDescriptor> verbs)
    {
        Verbs = verbs;
        _byName = verbs.ToDictionary(verb => verb.Type.Name, StringComparer.Ordinal);
        _advice = new(() => OtherActions.Advice.Concat(verbs.SelectMany(verb => verb.InsteadOf))
            .SelectMany(one => one.Names.Split(' '), (one, name) => (Name: name, one.Advice))
            .DistinctBy(one => one.Name)
            .ToFrozenDictionary(one => one.Name, one => one.Advice, StringComparer.Ordinal));
    }

    /// <summary>The verbs that come with Argo.</summary>
    public static VerbCatalog BuiltIn { get; } = new(
        [.. ContentVerbs.All, .. NameVerbs.All, .. AttributeVerbs.All, .. LookingVerbs.All]);

    /// <summary>Every verb, in the order of the help.</summary>
    public ImmutableArray<VerbDescriptor> Verbs { get; }

    /// <summary>These verbs and a host's own.</summary>
    /// <exception cref="ArgumentException">
    /// A name is taken, or a description is not one that plans can be held against; the message says which
    /// and why.
    /// </exception>
    public VerbCatalog With(params IReadOnlyCollection<VerbDescriptor> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var names = Verbs.Select(verb => verb.Type.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var verb in own)
        {
            if (DescriptorRules.WhyNot(verb) is { } problem)
                throw new ArgumentException($"The verb '{verb.Type}' {problem}.", nameof(own));
            if (!names.Add(verb.Type.Name))
            {
                throw new ArgumentException(
                    $"There is a verb '{verb.Type}' already, and a verb is never replaced; give yours "
                    + "another name.",
                    nameof(own));
            }
        }

        return new VerbCatalog([.. Verbs, .. own]);
    }

    /// <summary>The verb of this name; null when there is none.</summary>
    public VerbDescriptor? Find(ActionType action) => _byName.GetValueOrDefault(action.Name ?? "");

    /// <summary>
    /// Whether the name is a verb's, or one of an action that Argo knows and never does, such as
    /// <c>control</c>.
    /// </summary>
    public bool Knows(ActionType action) => Find(action) is not null || ActsElsewhere(action);

    /// <summary>Whether an action is about programs, commands, the network or another system.</summary>
    public bool ActsElsewhere(ActionType action) =>
        Find(action) is null && InsteadOf(action) is null && OtherActions.WhyNever(action.Name) is not null;

    /// <summary>
    /// Why an action that is about something else than files is never done, and what to do instead; null for
    /// an action on files. Such a step is BLOCKED by every dry run.
    /// </summary>
    public string? WhyElsewhere(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!ActsElsewhere(step.ActionType))
            return null;
        var more = step.ActionType == ActionType.Control ? OtherActions.WhyNever(step.Operation) : null;
        return more ?? OtherActions.WhyNever(step.ActionType.Name);
    }

    /// <summary>Holds one step against the rules of its verb; a step of no verb is taken as it is.</summary>
    /// <returns>The step, less parameters that only say their default.</returns>
    /// <exception cref="ArtifactFormatException">A member is not what it must be; the message says
    /// which.</exception>
    public PlanStep Check(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Find(step.ActionType) is { } verb
            ? step with { Parameters = new ParameterRules(verb, step, "parameters", python: false).Check() }
            : step;
    }

    /// <summary>What to use in place of a name that is no verb; null when nothing is known of it.</summary>
    public string? InsteadOf(ActionType action) => _advice.Value.GetValueOrDefault(action.Name ?? "");
}
