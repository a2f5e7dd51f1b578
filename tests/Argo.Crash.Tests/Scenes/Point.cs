namespace Argo.Crash.Tests.Scenes;

/// <summary>The Nth time that a named failpoint is reached.</summary>
internal sealed record Point(string Name, int Nth)
{
    public override string ToString() => $"{Name}:{Nth}";

    /// <summary>The points of a log, numbered by name.</summary>
    /// <remarks>After a call is as before the next one, but for commits: those are of two programs.</remarks>
    public static List<Point> WorthKilling(string log)
    {
        var counts = new Dictionary<string, int>();
        return [.. File.ReadAllLines(log)
            .Select(name => new Point(name, counts[name] = counts.GetValueOrDefault(name) + 1))
            .Where(point => point.Name.EndsWith(".before", StringComparison.Ordinal)
                || point.Name.StartsWith("commit.", StringComparison.Ordinal))];
    }
}
