using System.Globalization;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>
/// ARGO_SOAK=1 asks for the full count and new seeds at every run; else they are the same at every run, so
/// that a change is judged by itself. ARGO_SEED=N replays the one scenario of that seed.
/// </summary>
internal static class SimulatedSeeds
{
    private const int Always = 838416;
    private const int OfSoak = 100_000;
    private const int OfCi = 6_000;
    private const int OfEveryRun = 2_000;

    public static bool IsSoak => Samples.AreAll;

    public static int? Replayed { get; } =
        Environment.GetEnvironmentVariable("ARGO_SEED") is { } text
        && int.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : null;

    public static int First { get; } = Replayed ?? (IsSoak ? Random.Shared.Next(1, 1_000_000_000) : Always);

    public static int Count { get; } = Replayed is not null ? 1 : Samples.Count(OfEveryRun, OfCi, OfSoak);
}
