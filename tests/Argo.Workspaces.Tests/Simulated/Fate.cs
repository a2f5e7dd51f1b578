using Argo.Workspaces.Handles;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Tests.Staging;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>Counts the calls of a process, and lets the blow fall at its call.</summary>
/// <param name="blow">What befalls it.</param>
/// <param name="others">What others do at that call: another program, or a recovery while this process
/// sleeps.</param>
internal sealed class Fate(Blow blow, Action others)
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
        if (_isDone && blow.Kind is BlowKind.ForeignAndKill && kind is not CallKind.Journal)
            throw new CrashException($"{blow.Kind} at {call}");
        if (call < blow.At || _isDone || !Fits(kind, throughStage))
            return Errno.Ok;
        _isDone = blow.Kind is not BlowKind.ErrorForEver;
        HasFallen = true;
        switch (blow.Kind)
        {
            case BlowKind.Kill or BlowKind.Cut:
                throw new CrashException($"{blow.Kind} at {call}");
            case BlowKind.Foreign or BlowKind.ForeignAndKill or BlowKind.Pause:
                others();
                return Errno.Ok;
            case BlowKind.ShortWrite:
                Kernel.ShortWrite = 1;
                return Errno.Ok;
            default:
                return blow.Errno;
        }
    }

    private bool Fits(CallKind kind, bool throughStage) => blow.Kind switch
    {
        BlowKind.None => false,
        BlowKind.ShortWrite => kind is CallKind.Write,
        BlowKind.Error or BlowKind.ErrorForEver =>
            blow.Only is { } only ? kind == only : kind is not (CallKind.Look or CallKind.Journal),
        // The one pending move or chmod of a paused process is not fenced: GUARANTEES says so.
        BlowKind.Pause => throughStage || kind is CallKind.Flush or CallKind.Journal,
        _ => true,
    };
}
