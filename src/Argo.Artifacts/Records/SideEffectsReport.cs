using System.Collections.Immutable;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Records;

/// <summary>The effects a plan said it would have, and those that were seen.</summary>
public sealed record SideEffectsReport
{
    /// <summary>From the plan.</summary>
    public ImmutableArray<SideEffect> SideEffectsDeclared
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>From the actions.</summary>
    public ImmutableArray<SideEffect> SideEffectsObserved
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>True exactly when something could not be observed.</summary>
    public bool UnknownEffects { get; init; }
}
