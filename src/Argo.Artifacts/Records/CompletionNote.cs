namespace Argo.Artifacts.Records;

/// <summary>A later word on the end of an execution whose record was sealed already.</summary>
/// <param name="Timestamp">When it was said.</param>
/// <param name="Status">The end that it names; the record's own status is the first that was named.</param>
/// <param name="Reason">Why, in its words.</param>
public sealed record CompletionNote(DateTimeOffset Timestamp, RecordStatus Status, string Reason);
