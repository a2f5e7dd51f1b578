using System.Text.Json;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Records;

/// <summary>
/// Checks a record offline: recomputes every hash from the bytes, and names the first link that is broken.
/// </summary>
/// <remarks>
/// It finds any change that was made without recomputing the hashes. One that recomputed them all is found by
/// what was signed or stored elsewhere: the record's hash in a receipt, in the store, in a log head.
/// </remarks>
public static class RecordVerifier
{
    /// <summary>Checks a record.</summary>
    public static RecordVerdict Verify(ExecutionRecord record) =>
        Verify(JsonElement.Parse(ArtifactJson.WriteUtf8(record)));

    /// <summary>
    /// Checks an exported record as it is in the file: another spelling of the same time counts as a change,
    /// and so does, in a file that is laid out as Argo writes it, any other byte.
    /// </summary>
    /// <exception cref="ArtifactFormatException">It is not a record.</exception>
    public static RecordVerdict Verify(ReadOnlyMemory<byte> utf8Json)
    {
        _ = ArtifactJson.Read<ExecutionRecord>(utf8Json);
        var verdict = Verify(JsonElement.Parse(utf8Json.Span));
        return verdict.IsIntact && CanonicalFormCheck.FindOther(utf8Json, "the record") is { } other
            ? verdict with { Broken = other }
            : verdict;
    }

    private static RecordVerdict Verify(JsonElement record)
    {
        string? head = null;
        var index = 0;
        if (record.TryGetProperty("step_events", out var events) && events.ValueKind is JsonValueKind.Array)
        {
            foreach (var step in events.EnumerateArray())
            {
                var found = Text(step, "previous_event_hash");
                if (found != head)
                    return new RecordVerdict(index, Link(index, head, found));
                head = CanonicalJson.Digest(CanonicalJson.Of(step));
                index++;
            }
        }

        return new RecordVerdict(index, Whole(record));
    }

    private static BrokenLink? Whole(JsonElement record)
    {
        var expected = CanonicalJson.Digest(CanonicalJson.Of(record, "execution_hash"));
        var found = Text(record, "execution_hash") ?? "";
        return found == expected ? null : new BrokenLink(
            "execution_hash",
            null,
            expected,
            found,
            "The events are linked, but the hash of the record is another: its last event, an effect, "
            + $"a snapshot, the status or a time was changed (expected {expected}, found {Shown(found)}).");
    }

    private static BrokenLink Link(int index, string? expected, string? found) => new(
        $"step_events[{index}].previous_event_hash",
        index,
        Shown(expected),
        Shown(found),
        index == 0
            ? $"Event 0 says that {Shown(found)} came before it: the beginning of the record is missing."
            : $"Event {index - 1} was changed, or events were removed, added or exchanged before "
                + $"event {index} (expected {Shown(expected)}, found {Shown(found)}).");

    private static string? Text(JsonElement owner, string member) =>
        owner.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Shown(string? hash) => string.IsNullOrEmpty(hash) ? "null" : hash;
}
