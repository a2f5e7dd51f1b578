using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;

namespace Argo.Workspaces.Transactions;

/// <summary>How an <see cref="WorkspaceTransaction"/> works.</summary>
public sealed record TransactionOptions
{
    /// <summary>
    /// What a waiting process is told about who holds the workspace; the process id is added.
    /// </summary>
    public string HolderName { get; init; } = Environment.MachineName;

    /// <summary>Bytes kept in reserve, so that an undo on a full disk has room; 0 keeps none.</summary>
    public long BallastBytes { get; init; } = 256 * 1024;

    /// <summary>What tests and the demo do at named points; by default nothing.</summary>
    public Failpoints Failpoints { get; init; } = Failpoints.None;

    /// <summary>
    /// Called with a point's name before and after every mutation and flush; what it answers before, unless
    /// Ok, is
    /// the call's answer. Null: <see cref="Failpoints"/> are.
    /// </summary>
    internal Func<string, Errno>? Failpoint { get; init; }

    /// <summary>
    /// Treats the file system as this class, whatever the probe says; null believes the probe.
    /// </summary>
    internal FileSystemClass? ForcedClass { get; init; }

    /// <summary>Treats the file system as one where an inode has one name only.</summary>
    internal bool ForcedNoLinks { get; init; }

    /// <summary>The system calls.</summary>
    internal IKernel Kernel { get; init; } = LinuxKernel.Instance;
}
