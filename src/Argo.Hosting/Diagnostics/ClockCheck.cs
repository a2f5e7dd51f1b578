using System.Globalization;
using Argo.Storage;

namespace Argo.Hosting.Diagnostics;

/// <summary>
/// Whether this host's clock is behind what the store has seen. It is only told: the clock judges whether an
/// approval has expired, and one that was refused as expired stays so in any case.
/// </summary>
internal static class ClockCheck
{
    // hosts on one store differ a little
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    public static IEnumerable<DoctorFinding> Examine(StoreInspection store, DateTimeOffset now)
    {
        if (store.LatestAt is not { } latest || latest <= now + Tolerance)
            yield break;
        yield return new("clock", "this host", DoctorStatus.Problem,
            string.Create(
                CultureInfo.InvariantCulture,
                $"it says {now:O}, and the store was written at {latest:O}: the clock was set back, or was "
                + $"wrong then; approvals may seem valid for longer than they are"),
            "set the clock (timedatectl set-ntp true)");
    }
}
