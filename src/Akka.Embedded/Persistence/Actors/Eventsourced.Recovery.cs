using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Persistence.Embedded;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private ScheduledAction? _recoveryTimer;
    private bool _recoveryWentOn;
    private bool _holdsPermit;
    private bool _waitsForPermit;

    internal void GrantPermit() => _cell.Self.Tell(new PersistenceReply.PermitGranted(this), _cell.Self);

    private void BeginRecovery(Action startHook)
    {
        var recovery = Recovery;
        _holdsPermit = Extension.Permits.TryTake(this);
        _waitsForPermit = !_holdsPermit;
        try
        {
            startHook();
        }
        catch
        {
            EndRecovery();
            throw;
        }

        if (_holdsPermit)
            LoadSnapshot(recovery);
    }

    /// <summary>Gives back what a recovery holds; may be called when there is none.</summary>
    private void EndRecovery()
    {
        _recoveryTimer?.Dispose();
        _recoveryTimer = null;
        if (_waitsForPermit && !Extension.Permits.TryLeave(this))
            _holdsPermit = true;
        _waitsForPermit = false;
        if (!_holdsPermit)
            return;
        _holdsPermit = false;
        Extension.Permits.Return();
    }

    private void LoadSnapshot(Recovery recovery)
    {
        _state = State.LoadingSnapshot;
        var timeout = Extension.System.Setup.RecoveryEventTimeout;
        _recoveryTimer = Extension.System.PoolScheduler.Start(
            timeout, timeout, () => _cell.Self.Tell(new PersistenceReply.RecoveryTick(this), _cell.Self));
        var criteria = recovery.FromSnapshot;
        Attempt(async () =>
        {
            var row = await Extension.Snapshots.LoadAsync(
                SnapshotterId,
                criteria.MinSequenceNr,
                Math.Min(criteria.MaxSequenceNr, recovery.ToSequenceNr),
                criteria.MinTimestamp?.Ticks ?? 0,
                criteria.MaxTimeStamp.Ticks).ConfigureAwait(false);
            return new PersistenceReply.SnapshotLoaded(this, row);
        });
    }

    private void Replay(Recovery recovery)
    {
        _state = State.Replaying;
        var from = LastSequenceNr + 1;
        Attempt(async () =>
        {
            await Extension.WhenWritten(PersistenceId).ConfigureAwait(false);
            var journal = Extension.Journal;
            var highest = await journal
                .ReadHighestSequenceNrAsync(PersistenceId, from - 1)
                .ConfigureAwait(false);
            var to = Math.Min(recovery.ToSequenceNr, highest);
            if (from <= to && recovery.ReplayMax > 0)
                await journal
                    .ReplayAsync(PersistenceId, from, to, recovery.ReplayMax, TellReplayed)
                    .ConfigureAwait(false);
            return new PersistenceReply.ReplayDone(this, highest);
        });
    }

    private void TellReplayed(JournalRow row) =>
        _cell.Self.Tell(new PersistenceReply.Replayed(this, row), _cell.Self);

    /// <summary>
    /// Starts work outside of the actor; its result, or its failure, comes back as a message.
    /// </summary>
    private void Attempt(Func<Task<PersistenceReply>> work) => _ = Run(this, _cell.Self, work);

    private static async Task Run(Eventsourced owner, LocalActorRef self, Func<Task<PersistenceReply>> work)
    {
        PersistenceReply reply;
        try
        {
            reply = await work().ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            reply = new PersistenceReply.RecoveryFailed(owner, cause);
        }

        self.Tell(reply, self);
    }

    private void HandleRecovery(PersistenceReply reply)
    {
        switch (reply)
        {
            case PersistenceReply.PermitGranted:
                (_holdsPermit, _waitsForPermit) = (true, false);
                LoadSnapshot(Recovery);
                break;
            case PersistenceReply.SnapshotLoaded loaded:
                _recoveryWentOn = true;
                if (loaded.Row is null || TryOffer(loaded.Row))
                    Replay(Recovery);
                break;
            case PersistenceReply.Replayed replayed:
                _recoveryWentOn = true;
                Apply(replayed.Row);
                break;
            case PersistenceReply.ReplayDone done:
                CompleteRecovery(done.HighestSequenceNr);
                break;
            case PersistenceReply.RecoveryFailed failed:
                FailRecovery(failed.Cause, null);
                break;
            case PersistenceReply.RecoveryTick:
                CheckProgress();
                break;
        }
    }

    private bool TryOffer(SnapshotRow row)
    {
        try
        {
            var metadata = new SnapshotMetadata(
                row.PersistenceId, row.SequenceNr, new DateTime(row.CreatedTicks, DateTimeKind.Utc));
            var state = _cell.System.Serialization.Deserialize(row.Payload, row.SerializerId, row.Manifest);
            var before = LastSequenceNr;
            LastSequenceNr = row.SequenceNr;
            if (!base.AroundReceive(ReceiveRecover, new SnapshotOffer(metadata, state)))
                LastSequenceNr = before;
            return true;
        }
        catch (Exception cause)
        {
            FailRecovery(cause, null);
            return false;
        }
    }

    private void Apply(JournalRow row)
    {
        object? @event = null;
        try
        {
            LastSequenceNr = Math.Max(LastSequenceNr, row.SequenceNr);
            @event = _cell.System.Serialization.Deserialize(row.Payload, row.SerializerId, row.Manifest);
            base.AroundReceive(ReceiveRecover, @event);
        }
        catch (Exception cause)
        {
            FailRecovery(cause, @event);
        }
    }

    private void CompleteRecovery(long highestSequenceNr)
    {
        try
        {
            OnReplaySuccess();
            _sequenceNr = LastSequenceNr = Math.Max(highestSequenceNr, LastSequenceNr);
            _isRecovering = false;
            base.AroundReceive(ReceiveRecover, RecoveryCompleted.Instance);
        }
        finally
        {
            EndRecovery();
            BeginCommands();
        }
    }

    private void CheckProgress()
    {
        if (_recoveryWentOn)
        {
            _recoveryWentOn = false;
            return;
        }

        var timeout = Extension.System.Setup.RecoveryEventTimeout.TotalSeconds;
        FailRecovery(
            new RecoveryTimedOutException(
                _state == State.LoadingSnapshot
                    ? $"Recovery timed out, didn't get snapshot within {timeout}s."
                    : $"Recovery timed out, didn't get event within {timeout}s, highest sequence number "
                        + $"seen {LastSequenceNr}."),
            null);
    }

    private void FailRecovery(Exception cause, object? @event)
    {
        EndRecovery();
        try
        {
            OnRecoveryFailure(cause, @event);
        }
        finally
        {
            Context.Stop(Self);
        }
    }
}
