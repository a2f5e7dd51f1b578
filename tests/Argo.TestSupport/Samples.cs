using System.Globalization;

namespace Argo.TestSupport;

/// <summary>
/// How many cases the random and the process-level suites draw. By default few, of every kind one;
/// ARGO_SAMPLES=ci draws more; ARGO_SOAK=1 asks for the full counts and new cases at every run. The first two
/// are the same at every run, so that a change is judged by itself. ARGO_SEED=N replays a run.
/// </summary>
public static class Samples
{
    public static bool AreAll { get; } = Environment.GetEnvironmentVariable("ARGO_SOAK") is "1";

    public static bool AreSmall { get; } =
        !AreAll && Environment.GetEnvironmentVariable("ARGO_SAMPLES") is not "ci";

    public static int Seed { get; } =
        Environment.GetEnvironmentVariable("ARGO_SEED") is { } text
        && int.TryParse(text, CultureInfo.InvariantCulture, out var given)
            ? given
            : AreAll ? Random.Shared.Next(1, 1_000_000) : 838416;

    /// <summary>The count that holds now.</summary>
    public static int Count(int small, int ci, int all) => AreSmall ? small : AreAll ? all : ci;

    /// <summary>All under soak, else that many of them by the seed.</summary>
    public static List<T> Draw<T>(IReadOnlyList<T> all, int small, int ci)
    {
        var count = Count(small, ci, all.Count);
        if (all.Count <= count)
            return [.. all];
        var drawn = all.ToArray();
        new Random(Seed).Shuffle(drawn);
        return [.. drawn[..count]];
    }

    /// <summary>All, but in a small sample one of each kind, by the seed.</summary>
    public static List<T> OfEachKind<T>(IReadOnlyList<T> all, Func<T, string> kind) =>
        AreSmall ? [.. all.GroupBy(kind).Select(One)] : [.. all];

    private static T One<T>(IGrouping<string, T> kind)
    {
        var members = kind.ToArray();
        return members[new Random(Seed).Next(members.Length)];
    }
}
