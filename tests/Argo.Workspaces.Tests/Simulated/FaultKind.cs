namespace Argo.Workspaces.Tests.Simulated;

/// <summary>What can befall a process.</summary>
internal enum FaultKind
{
    None,

    /// <summary>The process dies; the disk stays as it is seen.</summary>
    Kill,

    /// <summary>The power goes.</summary>
    Cut,

    /// <summary>One call fails.</summary>
    Error,

    /// <summary>Calls fail from then on.</summary>
    ErrorForEver,

    /// <summary>A write takes less than it was given.</summary>
    ShortWrite,

    /// <summary>Another program acts between two calls.</summary>
    Foreign,

    /// <summary>Another program acts in the moment of a call, and the process dies right after it.</summary>
    ForeignAndKill,

    /// <summary>The process sleeps while another takes the execution over, and wakes up after that.</summary>
    Pause,
}
