using System.Runtime.InteropServices;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Records;

/// <summary>The hashes of a record: SHA-256 over canonical JSON (RFC 8785), lower-case hex.</summary>
public static class RecordHash
{
    /// <summary>
    /// Of a whole record, without its own hash: every event, effect, snapshot, status and time is in it.
    /// </summary>
    public static string Compute(ExecutionRecord record) => ArtifactDigest.Of(record);

    /// <summary>
    /// Of one event, with its link: what the next event's <c>previous_event_hash</c> must be.
    /// </summary>
    public static string OfEvent(StepEvent step) => OfEvent(step, new CanonicalWriter());

    /// <remarks>
    /// The members are written by hand, in canonical order: recording an event must cost little.
    /// </remarks>
    internal static string OfEvent(
        StepEvent step, CanonicalWriter writer, bool detailsAreCanonical = false)
    {
        ArgumentNullException.ThrowIfNull(step);
        writer.Clear();
        writer.Raw("{\"details\":"u8);
        if (step.Details is { } details && detailsAreCanonical)
            writer.Raw(JsonMarshal.GetRawUtf8Value(details));
        else if (step.Details is { } given)
            writer.Element(given);
        else
            writer.Raw("null"u8);
        Member(writer, ",\"error_message\":"u8, step.ErrorMessage);
        Member(writer, ",\"event_type\":"u8, LowerSnakeEnumConverter<StepEventType>.WordOf(step.EventType));
        Member(writer, ",\"previous_event_hash\":"u8, step.PreviousEventHash);
        writer.Raw(",\"step_index\":"u8);
        writer.Integer(step.StepIndex);
        Member(writer, ",\"step_name\":"u8, step.StepName);
        writer.Raw(",\"timestamp\":"u8);
        writer.Time(step.Timestamp);
        writer.Raw("}"u8);
        return CanonicalJson.Digest(writer.Written);
    }

    private static void Member(CanonicalWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        writer.Raw(name);
        if (value is null)
            writer.Raw("null"u8);
        else
            writer.Text(value);
    }
}
