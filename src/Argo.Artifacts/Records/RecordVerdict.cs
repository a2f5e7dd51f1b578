namespace Argo.Artifacts.Records;

/// <summary>What checking a record gave.</summary>
/// <param name="EventsIntact">How many events, from the first, are linked as they should be.</param>
/// <param name="Broken">The first broken link; null when there is none.</param>
public sealed record RecordVerdict(int EventsIntact, BrokenLink? Broken)
{
    /// <summary>Whether every link and the hash of the whole hold.</summary>
    public bool IsIntact => Broken is null;
}
