namespace Argo.Crash.Tests.Scenes;

/// <summary>The Nth time that a named failpoint is reached.</summary>
internal sealed record FailpointHit(string Name, int Nth)
{
    public override string ToString() => $"{Name}:{Nth}";

    /// <summary>The points of a log, numbered by name.</summary>
    /// <remarks>After a call is as before the next one, but for commits: those are of two programs.</remarks>
    public static List<FailpointHit> WorthKilling(string log)
    {
        var counts = new Dictionary<string, int>();
        return [.. File.ReadAllLines(log)
            .Select(name => new FailpointHit(name, counts[name] = counts.GetValueOrDefault(name) + 1))
            .Where(hit => hit.Name.EndsWith(".before", StringComparison.Ordinal)
                || hit.Name.StartsWith("commit.", StringComparison.Ordinal))];
    }
}
