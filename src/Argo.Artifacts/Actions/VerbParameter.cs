using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Actions;

/// <summary>
/// A parameter of a verb. The reader, the JSON Schema and the help are all made from this description.
/// </summary>
public sealed record VerbParameter
{
    /// <summary>Its name in JSON, in lower snake case.</summary>
    public required string Name { get; init; }

    /// <summary>What its value is.</summary>
    public required VerbParameterType Type { get; init; }

    /// <summary>What it does, in one sentence; part of the JSON Schema.</summary>
    public required string Meaning { get; init; }

    /// <summary>
    /// The value that a missing one has, as JSON such as <c>false</c>; null where there is none.
    /// </summary>
    public string? Default { get; init; }

    /// <summary>What the help says of it in brackets; null for nothing.</summary>
    public string? Hint { get; init; }

    /// <summary>
    /// What to do when it is missing, such as <c>name the new path</c>; null where it may be missing.
    /// </summary>
    public string? WhenMissing { get; init; }

    /// <summary>Names that people give it by mistake.</summary>
    public ImmutableArray<string> WrongNames { get; init; } = [];

    /// <summary>What to write in place of a wrong name; null says <c>write</c> and the right name.</summary>
    public string? Correction { get; init; }

    /// <summary>
    /// Why the value that a step gives will not do, with the remedy; null when it will, or when none is
    /// given. Only called for values of the right type.
    /// </summary>
    public Func<PlanStep, string?>? Rule { get; init; }

    /// <summary>A regular expression for the JSON Schema, by which other programs check the value.</summary>
    public string? Pattern { get; init; }

    /// <summary>In a Python plan, in place of <see cref="Rule"/>.</summary>
    internal Func<PlanStep, string?>? PythonRule { get; init; }

    /// <summary>In a Python plan, in place of <see cref="Pattern"/>.</summary>
    internal string? PythonPattern { get; init; }

    /// <summary>Where the pattern holds wherever the name is used, it is said once in the schema.</summary>
    internal bool HasOnePattern { get; init; }

    /// <summary>Who gives it, where that is not said by the names of the verbs that take it.</summary>
    internal string? Audience { get; init; }

    /// <summary>Whether a step must give it.</summary>
    public bool IsRequired => WhenMissing is not null;

    /// <summary>Whether it is none of <see cref="KnownParameters"/>: the step keeps it among
    /// <see cref="StepParameters.Other"/>.</summary>
    public bool IsOfHost => Member is null;

    /// <summary>The member of <see cref="StepParameters"/> that holds it; null where the step keeps it
    /// among <see cref="StepParameters.Other"/>.</summary>
    internal StepParameter? Member => StepParameter.Find(Name);

    /// <summary>Whether a step gives it, with another value than its default.</summary>
    internal bool IsGiven(StepParameters given) => Member is { } member
        ? member.IsSet(given)
        : given.Other.TryGetValue(Name, out var value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>Why the value of a step will not do; null when it will.</summary>
    internal string? WhyNot(PlanStep step, bool python) =>
        (python && PythonRule is not null ? PythonRule : Rule)?.Invoke(step);
}
