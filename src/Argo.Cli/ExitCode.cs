namespace Argo.Cli;

/// <summary>What the program's exit says; never renumbered.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It failed, and the tree is as before.</summary>
    public const int Failed = 1;

    /// <summary>Usage, or input that cannot be taken as it is.</summary>
    public const int Usage = 2;

    /// <summary>It failed and the rollback is incomplete.</summary>
    public const int RollbackIncomplete = 3;

    /// <summary>Host or store not reachable.</summary>
    public const int NotReachable = 4;

    public const int NotFound = 5;

    /// <summary>Refused by a gate, or by the person who was asked.</summary>
    public const int Refused = 6;

    /// <summary>Halted by security.</summary>
    public const int Halted = 7;

    /// <summary>Some steps stand, as <c>on_failure</c> says.</summary>
    public const int Partial = 8;

    /// <summary>Evidence does not hold.</summary>
    public const int EvidenceBroken = 9;

    /// <summary>Ctrl-C, after a safe end.</summary>
    public const int Interrupted = 130;

    /// <summary>SIGTERM or a closed terminal, after a safe end.</summary>
    public const int Terminated = 143;
}
