using Argo.Workspaces.Handles;
using Argo.Workspaces.Tests.Simulated.Disk;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>What befalls a process, and at which of its calls.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">The call's number, from 0.</param>
/// <param name="Errno">What the call answers.</param>
/// <param name="Only">The kind of calls that fail; null for all that change something.</param>
internal sealed record Blow(BlowKind Kind, int At, Errno Errno = Errno.Ok, CallKind? Only = null)
{
    private static readonly Errno[] Errors =
        [Errno.NoSpace, Errno.InputOutput, Errno.QuotaExceeded, Errno.NotPermitted, Errno.OutOfMemory];

    public static readonly Blow None = new(BlowKind.None, 0);

    /// <summary>Anything that can befall a run.</summary>
    public static Blow Any(Random dice, int calls) => dice.Next(20) switch
    {
        < 5 => new(BlowKind.Kill, Late(dice, calls)),
        < 11 => new(BlowKind.Cut, Late(dice, calls)),
        < 13 => Error(dice, BlowKind.Error, calls),
        < 15 => Error(dice, BlowKind.ErrorForEver, calls),
        < 16 => new(BlowKind.ShortWrite, dice.Next(calls)),
        < 17 => new(BlowKind.Foreign, Late(dice, calls)),
        < 18 => new(BlowKind.ForeignAndKill, Late(dice, calls)),
        _ => new(BlowKind.Pause, Late(dice, calls)),
    };

    /// <summary>What can befall a recovery.</summary>
    public static Blow Crash(Random dice, int calls) => dice.Next(8) switch
    {
        < 3 => new(BlowKind.Kill, dice.Next(calls)),
        < 7 => new(BlowKind.Cut, dice.Next(calls)),
        _ => Error(dice, BlowKind.Error, calls),
    };

    // More often among the swaps than among the calls that prepare them.
    private static int Late(Random dice, int calls) => Math.Max(dice.Next(calls), dice.Next(calls));

    private static Blow Error(Random dice, BlowKind kind, int calls)
    {
        CallKind? only = dice.Next(2) == 0 ? null : (CallKind)dice.Next((int)CallKind.Flush + 1);
        return new(kind, Late(dice, calls), Errors[dice.Next(Errors.Length)], only);
    }
}
