using System.Globalization;

namespace Argo.Crash.Tests.Scenes;

/// <summary>
/// ARGO_SOAK=1 asks for the full counts and new cases at every run; else the sample is the same at every run,
/// so that a change is judged by itself. ARGO_SEED=N replays a run.
/// </summary>
internal static class Soak
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("ARGO_SOAK") is "1";

    public static int Seed { get; } =
        Environment.GetEnvironmentVariable("ARGO_SEED") is { } text
        && int.TryParse(text, CultureInfo.InvariantCulture, out var given)
            ? given
            : IsOn ? Random.Shared.Next(1, 1_000_000) : 838416;

    /// <summary>All under soak, else that many of them by the seed.</summary>
    public static List<T> Sample<T>(IReadOnlyList<T> all, int count)
    {
        if (IsOn || all.Count <= count)
            return [.. all];
        var drawn = all.ToArray();
        new Random(Seed).Shuffle(drawn);
        return [.. drawn[..count]];
    }
}
