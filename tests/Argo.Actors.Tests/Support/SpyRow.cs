using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;

namespace Argo.Actors.Tests.Support;

/// <summary>One event as the real serializer wrote it, whichever engine stands behind the actors.</summary>
internal sealed record SpyRow(string PersistenceId, long SequenceNr, string Manifest, byte[] Payload)
{
    private static readonly ArgoEventSerializer Serializer = new(null!);

    public static int SerializerId => Serializer.Identifier;

    public IRollbackEvent Event => (IRollbackEvent)Serializer.FromBinary(Payload, Manifest);

    public static SpyRow Of(string persistenceId, long sequenceNr, object fact) =>
        new(persistenceId, sequenceNr, Serializer.Manifest(fact), Serializer.ToBinary(fact));

    /// <summary>Events as a dead process would have left them in the journal, numbered from 1.</summary>
    public static IReadOnlyList<SpyRow> Stream(string persistenceId, params IRollbackEvent[] events) =>
        [.. events.Select((fact, index) => Of(persistenceId, index + 1, fact))];
}
