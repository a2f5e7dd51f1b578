using Argo.Artifacts.Files;

namespace Argo.Workspaces.Interpretation;

/// <summary>How close together two changes may be and still leave the same times on a file.</summary>
/// <remarks>Kernels before 6.13 stamp files by a clock that moves only every few milliseconds.</remarks>
internal static class ClockGranularity
{
    private const long Nanoseconds = 20_000_000;

    /// <summary>
    /// Whether a change after <paramref name="looked"/> may have left the identity as it is, because the last
    /// one
    /// was just before.
    /// </summary>
    public static bool MayHide(FileIdentity identity, DateTimeOffset looked)
    {
        var lookedNs = (looked - DateTimeOffset.UnixEpoch).Ticks * 100;
        return Math.Max(identity.MtimeNs, identity.CtimeNs) > lookedNs - Nanoseconds;
    }
}
