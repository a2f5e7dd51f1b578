using Argo.Actors.Ports;

namespace Argo.Actors.Execution;

/// <summary>
/// What an execution's actors and its disk actor say: blocking calls go there, one after the other.
/// </summary>
internal static class DiskProtocol
{
    /// <summary>Opens the workspace; the disk actor holds it until it stops.</summary>
    internal sealed record Open(int Attempt, Func<IWorkspaceTransaction> Factory);

    /// <summary>Makes one call on the open workspace.</summary>
    internal sealed record Call(int Attempt, Func<IWorkspaceTransaction, object> Work);

    /// <summary>Looks at the disk without holding the workspace.</summary>
    internal sealed record Look(int Attempt, Func<object> Work);

    /// <summary>What a call returned; the attempt comes back, so a late answer is known.</summary>
    internal sealed record Answer(int Attempt, object Value);

    /// <summary>The call failed: the disk said no, or there is a bug.</summary>
    internal sealed record Fault(int Attempt, Exception Cause);

    /// <summary>A call that returns nothing.</summary>
    internal sealed record Done
    {
        internal static readonly Done Instance = new();
    }

    /// <summary>A call of a method that returns nothing.</summary>
    internal static Call Do(int attempt, Action<IWorkspaceTransaction> work) => new(attempt, site =>
    {
        work(site);
        return Done.Instance;
    });
}
