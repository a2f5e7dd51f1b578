using System.Runtime.Serialization;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;
using Argo.Storage;

namespace Argo.Hosting.Adapters;

/// <summary>What the journal says of an execution, read without an actor.</summary>
internal static class RollbackJournal
{
    private static readonly ArgoEventSerializer Serializer = new(null!); // reads by manifest alone

    /// <summary>The facts folded.</summary>
    /// <exception cref="SerializationException">One is damaged or missing, or a newer Argo wrote
    /// it.</exception>
    public static RollbackState Fold(IEnumerable<StoredEvent> facts) => facts.Aggregate(
        RollbackState.Initial,
        (state, fact) => fact.SequenceNr == state.History.Length + 1 && !fact.IsDeleted
            ? state.Apply((IRollbackEvent)Serializer.FromBinary(fact.Payload.ToArray(), fact.Manifest))
            : throw new SerializationException(RollbackState.Missing(state.History.Length + 1)));

    /// <summary>The same; where it cannot be read, why.</summary>
    public static (RollbackState? State, string? Unreadable) TryFold(IEnumerable<StoredEvent> facts)
    {
        try
        {
            return (Fold(facts), null);
        }
        catch (SerializationException damaged)
        {
            return (null, damaged.Message);
        }
    }
}
