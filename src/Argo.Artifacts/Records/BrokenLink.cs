namespace Argo.Artifacts.Records;

/// <summary>The first place where a record is not what its hashes say.</summary>
/// <param name="Path">The member, such as <c>step_events[4].previous_event_hash</c>.</param>
/// <param name="EventIndex">The event whose link is broken, from 0; null when it is the record's own
/// hash.</param>
/// <param name="Expected">What the bytes before it give, lower-case hex, or <c>null</c>.</param>
/// <param name="Found">What the record says.</param>
/// <param name="Explanation">One sentence for a person.</param>
public sealed record BrokenLink(
    string Path, int? EventIndex, string Expected, string Found, string Explanation);
