using System.Collections.Immutable;

namespace Argo.Actors.Execution;

/// <summary>What follows from something that happened to an execution.</summary>
/// <param name="Next">The state afterwards.</param>
/// <param name="Commands">What the gatekeeper is to do, in this order.</param>
internal sealed record GatekeeperDecision(
    GatekeeperState Next, ImmutableArray<GatekeeperCommand> Commands)
{
    /// <summary>The same, with something to do before the rest.</summary>
    public GatekeeperDecision After(params ImmutableArray<GatekeeperCommand> first) =>
        this with { Commands = [.. first, .. Commands] };
}
