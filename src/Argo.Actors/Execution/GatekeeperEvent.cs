namespace Argo.Actors.Execution;

/// <summary>
/// What a gatekeeper's own asking came to. The other events of its state machine are the replies of the
/// workspace actor, the steps and the rollback actor, the <see cref="GateFacts"/>, and the orders of
/// <see cref="GatekeeperProtocol"/>.
/// </summary>
internal static class GatekeeperEvent
{
    /// <summary>The store has, or has not, kept that the approval was refused for good.</summary>
    /// <param name="Fault">Why it has not; null when it has.</param>
    internal sealed record RefusalKept(string? Fault);

    /// <summary>The store has used the approval up, or another execution has, or that is not known.</summary>
    internal sealed record ApprovalUse(Observed<bool> IsGranted);

    /// <summary>It is time to look again for a workspace that was busy.</summary>
    internal sealed record LookAgain;

    /// <summary>The workspace was busy for too long.</summary>
    internal sealed record WaitedTooLong(string Reason);
}
