namespace Akka.Persistence.Embedded;

/// <summary>
/// One serialised snapshot, with the columns of Akka.Persistence.Sql's <c>snapshot</c> table.
/// </summary>
/// <param name="PersistenceId">The id of the persistent actor that took it.</param>
/// <param name="SequenceNr">The last event that it covers.</param>
/// <param name="CreatedTicks">UTC time in 100 ns ticks since 0001-01-01.</param>
/// <param name="Payload">The snapshot as the serializer wrote it.</param>
/// <param name="SerializerId">The <c>serializer_id</c> column.</param>
/// <param name="Manifest">The serializer's name for the snapshot's type; empty when it needs none.</param>
public sealed record SnapshotRow(
    string PersistenceId,
    long SequenceNr,
    long CreatedTicks,
    byte[] Payload,
    int SerializerId,
    string Manifest);
