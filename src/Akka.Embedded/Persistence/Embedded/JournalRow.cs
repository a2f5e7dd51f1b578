using System.Collections.Immutable;

namespace Akka.Persistence.Embedded;

/// <summary>One serialised event, with the columns of Akka.Persistence.Sql's <c>journal</c> table.</summary>
/// <param name="PersistenceId">The id of the persistent actor that wrote it.</param>
/// <param name="SequenceNr">Its number in that actor's stream; the first is 1 and none is left out.</param>
/// <param name="Payload">The event as the serializer wrote it.</param>
/// <param name="SerializerId">The <c>identifier</c> column: <c>Serializer.Identifier</c>.</param>
/// <param name="Manifest">The serializer's name for the event's type; empty when it needs none.</param>
/// <param name="CreatedTicks">UTC time in 100 ns ticks since 0001-01-01.</param>
/// <param name="Tags">The event's tags; empty for most.</param>
public sealed record JournalRow(
    string PersistenceId,
    long SequenceNr,
    byte[] Payload,
    int SerializerId,
    string Manifest,
    long CreatedTicks,
    ImmutableArray<string> Tags);
