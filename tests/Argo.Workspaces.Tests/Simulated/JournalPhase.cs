namespace Argo.Workspaces.Tests.Simulated;

/// <summary>The states of the protocol.</summary>
internal enum JournalPhase
{
    Open,
    Prepared,
    Completed,
    RollingBack,
    RolledBack,
    Parked,
    Aborted,
}
