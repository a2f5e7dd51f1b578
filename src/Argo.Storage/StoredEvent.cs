namespace Argo.Storage;

/// <summary>One event of the journal as it was written.</summary>
/// <param name="SequenceNr">Its place in its stream, from 1.</param>
/// <param name="Manifest">The name of its form.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="IsDeleted">Whether it is marked as deleted; Argo deletes none.</param>
public sealed record StoredEvent(
    long SequenceNr, string Manifest, ReadOnlyMemory<byte> Payload, bool IsDeleted = false);
