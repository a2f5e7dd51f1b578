using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Embedded;
using Akka.Persistence.Journal;

namespace Akka.Persistence;

/// <summary>Writes a batch of one actor: all of it in one go, but for what cannot be serialised.</summary>
internal sealed class EventWriter(Eventsourced owner, IActorRef self, PersistenceExtension extension)
{
    /// <summary>Writes, then tells the actor the outcome of each event in order. Never throws.</summary>
    internal async Task WriteAsync(IReadOnlyList<PendingEvent[]> batch)
    {
        var rejections = new Exception?[batch.Count];
        var rows = new List<JournalRow>(batch.Count);
        for (var i = 0; i < rejections.Length; i++)
            rejections[i] = TrySerialize(batch[i], rows);

        Exception? failure = null;
        try
        {
            if (rows.Count > 0)
                await extension.WriteAsync(owner.PersistenceId, rows).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            failure = cause;
        }

        self.Tell(new PersistenceReply.WriteDone(owner), self);
        for (var i = 0; i < rejections.Length; i++)
        {
            foreach (var pending in batch[i])
                self.Tell(Outcome(pending, rejections[i], failure), pending.Sender);
        }
    }

    private PersistenceReply.Outcome Outcome(PendingEvent pending, Exception? rejection, Exception? failure)
    {
        // A deferred handler waits its turn only: what failed before it has stopped the actor by then.
        if (pending.IsDeferred)
            return new PersistenceReply.Written(owner, pending);
        if (rejection is not null)
            return new PersistenceReply.Rejected(owner, pending, rejection);
        return failure is null
            ? new PersistenceReply.Written(owner, pending)
            : new PersistenceReply.Failed(owner, pending, failure);
    }

    /// <summary>Adds the rows of one atomic write, or none and says why.</summary>
    private Exception? TrySerialize(PendingEvent[] write, List<JournalRow> rows)
    {
        var before = rows.Count;
        try
        {
            foreach (var pending in write.Where(pending => !pending.IsDeferred))
                rows.Add(Row(pending));
            return null;
        }
        catch (Exception cause)
        {
            rows.RemoveRange(before, rows.Count - before);
            return cause;
        }
    }

    private JournalRow Row(PendingEvent pending)
    {
        var (payload, tags) = pending.Event is Tagged tagged
            ? (tagged.Payload, tagged.Tags.ToImmutableArray())
            : (pending.Event, ImmutableArray<string>.Empty);
        var serializer = extension.System.Serialization.FindSerializerFor(payload);
        return new JournalRow(
            owner.PersistenceId,
            pending.SequenceNr,
            serializer.ToBinary(payload),
            serializer.Identifier,
            Serialization.Serialization.ManifestFor(serializer, payload),
            DateTime.UtcNow.Ticks,
            tags);
    }
}
