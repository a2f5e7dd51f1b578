using System.Collections.Immutable;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Actions;

/// <summary>
/// All that is known of a verb (a value of <c>action_type</c>) without a disk. What a plan may say of it, the
/// JSON Schema, the help and the advice on wrong names are made from this; what it does on the disk is its
/// handler's.
/// </summary>
public sealed record VerbDescriptor
{
    /// <summary>The name in plans.</summary>
    public required ActionType Type { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>What it takes beside the target; any other parameter is refused.</summary>
    public ImmutableArray<VerbParameter> Parameters { get; init; } = [];

    /// <summary>Names of parameters of which a step gives one and no more; empty for no such rule.</summary>
    public ImmutableArray<string> ExactlyOneOf { get; init; } = [];

    /// <summary>Names of parameters of which a step gives one or more; empty for no such rule.</summary>
    public ImmutableArray<string> AtLeastOneOf { get; init; } = [];

    /// <summary>What else the parameters must be, together; null when they are that.</summary>
    public Func<PlanStep, ParameterProblem?>? Rule { get; init; }

    /// <summary>Whether it only looks: such a step changes nothing and has nothing to undo.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>
    /// The least risk of a step that changes something. The report has the highest of this, of what the
    /// handler says of the step, and of the step's own <c>safety_level</c>.
    /// </summary>
    public SafetyLevel Risk { get; init; } = SafetyLevel.Safe;

    /// <summary>Wrong names for which this verb is meant, and how it is then used.</summary>
    public ImmutableArray<VerbAdvice> InsteadOf { get; init; } = [];

    /// <summary>What it takes where the step's <c>operation</c> is one of these.</summary>
    internal ImmutableDictionary<string, VerbDescriptor> ByOperation { get; init; } =
        ImmutableDictionary<string, VerbDescriptor>.Empty;

    /// <summary>The parameter of this name; null when the verb has none.</summary>
    public VerbParameter? Find(string parameter) => Parameters.FirstOrDefault(one => one.Name == parameter);

    /// <summary>The description that holds for a step with this operation.</summary>
    internal VerbDescriptor For(string operation) => ByOperation.GetValueOrDefault(operation, this);
}
