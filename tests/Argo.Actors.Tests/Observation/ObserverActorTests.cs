using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Records;
using Argo.Artifacts.Security;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Tests.Observation;

/// <summary>The observer's actor: it never waits for the security monitor.</summary>
public sealed class ObserverActorTests : ExecutionKit
{
    private readonly Lazy<IActorRef> _observer;

    public ObserverActorTests() => _observer = new(
        () => Sys.ActorOf(ObserverActor.Props(Some.Approved(1, 2), Harness.Services), "observer"));

    [Fact]
    public async Task What_it_is_told_while_the_monitor_takes_its_time_should_be_recorded_in_order()
    {
        using var release = new ManualResetEventSlim();
        Harness.Security.OnRead = release.Wait;
        Tell(new ObserverProtocol.StepStarted(0));
        Tell(new ObserverProtocol.StepCompleted(0, new StepOutcome { StepId = 1, Success = true }));
        release.Set();

        var record = await Seal();

        Assert.Equal(
            [StepEventType.StepStarted, StepEventType.StepCompleted],
            record.StepEvents.Select(step => step.EventType));
        Assert.Equal(SecurityState.Secure, record.SecuritySnapshotPre.SecurityState);
    }

    [Fact]
    public async Task The_last_snapshot_should_be_taken_when_the_record_is_sealed()
    {
        Tell(new ObserverProtocol.StepStarted(0));
        var progress = CreateTestProbe();
        Sys.EventStream.Subscribe(progress.Ref, typeof(ExecutionProgress));
        Tell(new ObserverProtocol.PhaseChanged(ExecutionPhase.Committing, "the end"));
        await progress.FishForMessageAsync<ExecutionProgress>(
            told => told.Phase is ExecutionPhase.Committing);

        Harness.Security.Reading = new SecurityReading(SecurityState.Lockdown, BoundaryState.Lockdown);

        var record = await Seal();
        Assert.Equal(SecurityState.Secure, record.SecuritySnapshotPre.SecurityState);
        Assert.Equal(SecurityState.Lockdown, record.SecuritySnapshotPost!.SecurityState);
    }

    [Fact]
    public async Task A_monitor_that_never_answers_should_be_told_as_such_and_hold_nothing_up()
    {
        using var release = new ManualResetEventSlim();
        Harness.Security.OnRead = release.Wait;
        Harness.Limits = Harness.Limits with { MonitorTimeout = TimeSpan.FromMilliseconds(20) };

        var record = await Seal();

        Assert.Equal(SecurityState.Unknown, record.SecuritySnapshotPre.SecurityState);
        Assert.Contains("has not answered", record.SecuritySnapshotPre.Context, StringComparison.Ordinal);
        release.Set();
    }

    private void Tell(object told) => _observer.Value.Tell(told, TestActor);

    private async Task<ExecutionRecord> Seal()
    {
        Tell(new ObserverProtocol.Seal(RecordStatus.Completed, "done"));
        return (await ExpectMsgAsync<ObserverProtocol.Sealed>()).Record;
    }
}
