using Argo.Workspaces.Native;
using Argo.Workspaces.Tests.Simulated.Disk;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>What befalls a process, and at which of its calls.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">The call's number, from 0.</param>
/// <param name="Errno">What the call answers.</param>
/// <param name="Only">The kind of calls that fail; null for all that change something.</param>
internal sealed record InjectedFault(FaultKind Kind, int At, Errno Errno = Errno.Ok, CallKind? Only = null)
{
    private static readonly Errno[] Errors =
        [Errno.NoSpace, Errno.InputOutput, Errno.QuotaExceeded, Errno.NotPermitted, Errno.OutOfMemory];

    public static readonly InjectedFault None = new(FaultKind.None, 0);

    /// <summary>Anything that can befall a run.</summary>
    public static InjectedFault Any(Random dice, int calls) => dice.Next(20) switch
    {
        < 5 => new(FaultKind.Kill, Late(dice, calls)),
        < 11 => new(FaultKind.Cut, Late(dice, calls)),
        < 13 => Error(dice, FaultKind.Error, calls),
        < 15 => Error(dice, FaultKind.ErrorForEver, calls),
        < 16 => new(FaultKind.ShortWrite, dice.Next(calls)),
        < 17 => new(FaultKind.Foreign, Late(dice, calls)),
        < 18 => new(FaultKind.ForeignAndKill, Late(dice, calls)),
        _ => new(FaultKind.Pause, Late(dice, calls)),
    };

    /// <summary>What can befall a recovery.</summary>
    public static InjectedFault Crash(Random dice, int calls) => dice.Next(8) switch
    {
        < 3 => new(FaultKind.Kill, dice.Next(calls)),
        < 7 => new(FaultKind.Cut, dice.Next(calls)),
        _ => Error(dice, FaultKind.Error, calls),
    };

    // More often among the swaps than among the calls that prepare them.
    private static int Late(Random dice, int calls) => Math.Max(dice.Next(calls), dice.Next(calls));

    private static InjectedFault Error(Random dice, FaultKind kind, int calls)
    {
        CallKind? only = dice.Next(2) == 0 ? null : (CallKind)dice.Next((int)CallKind.Flush + 1);
        return new(kind, Late(dice, calls), Errors[dice.Next(Errors.Length)], only);
    }
}
