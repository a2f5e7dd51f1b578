using Argo.Workspaces.Native;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Tests.Transactions;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>Counts the calls of a process, and lets the blow fall at its call.</summary>
/// <param name="injectedFault">What befalls it.</param>
/// <param name="others">What others do at that call: another program, or a recovery while this process
/// sleeps.</param>
internal sealed class FaultInjector(InjectedFault injectedFault, Action others)
{
    private bool _isDone;

    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether the blow has fallen.</summary>
    public bool HasFallen { get; private set; }

    /// <summary>The process, once it is there.</summary>
    public SimulatedKernel Kernel { get; set; } = null!;

    public Errno Reach(CallKind kind, bool throughStage)
    {
        var call = Calls++;
        if (_isDone && injectedFault.Kind is FaultKind.ForeignAndKill && kind is not CallKind.Journal)
            throw new CrashException($"{injectedFault.Kind} at {call}");
        if (call < injectedFault.At || _isDone || !Fits(kind, throughStage))
            return Errno.Ok;
        _isDone = injectedFault.Kind is not FaultKind.ErrorForEver;
        HasFallen = true;
        switch (injectedFault.Kind)
        {
            case FaultKind.Kill or FaultKind.Cut:
                throw new CrashException($"{injectedFault.Kind} at {call}");
            case FaultKind.Foreign or FaultKind.ForeignAndKill or FaultKind.Pause:
                others();
                return Errno.Ok;
            case FaultKind.ShortWrite:
                Kernel.ShortWrite = 1;
                return Errno.Ok;
            default:
                return injectedFault.Errno;
        }
    }

    private bool Fits(CallKind kind, bool throughStage) => injectedFault.Kind switch
    {
        FaultKind.None => false,
        FaultKind.ShortWrite => kind is CallKind.Write,
        FaultKind.Error or FaultKind.ErrorForEver =>
            injectedFault.Only is { } only ? kind == only : kind is not (CallKind.Look or CallKind.Journal),
        // The one pending move or chmod of a paused process is not fenced: GUARANTEES says so.
        FaultKind.Pause => throughStage || kind is CallKind.Flush or CallKind.Journal,
        _ => true,
    };
}
