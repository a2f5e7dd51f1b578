using Akka.Actor;
using Akka.TestKit.Xunit2;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Support;

/// <summary>Argo's actors on a disk, a store and a journal that do what a test says.</summary>
public abstract class ExecutionKit : TestKit
{
    private readonly Lazy<IActorRef> _supervisor;

    protected ExecutionKit()
        : this(new ActorHarness())
    {
    }

    private protected ExecutionKit(ActorHarness harness)
        : base(TestEngine.Setup(harness.Journal))
    {
        Harness = harness;
        _supervisor = new Lazy<IActorRef>(
            () => Sys.ActorOf(SupervisorActor.Props(Harness.Services), "argo"));
    }

    private protected ActorHarness Harness { get; }

    /// <summary>The supervisor, from the first use on.</summary>
    protected IActorRef Supervisor => _supervisor.Value;

    /// <summary>Another supervisor, as of another process.</summary>
    /// <param name="recovers">Whether its start takes over what dead processes left.</param>
    protected IActorRef NewSupervisor(bool recovers = true) =>
        Sys.ActorOf(SupervisorActor.Props(Harness.Services with { RecoversAtStart = recovers }));

    private protected async Task Submit(ExecutionRequest request)
    {
        Supervisor.Tell(new Submit(request), TestActor);
        await ExpectMsgAsync<Submitted>();
    }

    /// <summary>Hands an execution in and waits for its end.</summary>
    private protected async Task<Ended> Run(ExecutionRequest request)
    {
        await Submit(request);
        return await Await(Supervisor, request);
    }

    /// <summary>What a new supervisor brings an execution to that a dead process left.</summary>
    private protected Task<Ended> Await(ExecutionRequest request) => Await(NewSupervisor(), request);

    /// <summary>A dead process's execution: admitted, with these events in its journal.</summary>
    private protected ExecutionRequest Left(ExecutionRequest request, params IRollbackEvent[] journal)
    {
        Harness.Ledger.Know(request);
        Harness.Ledger.Abandoned[request.ExecutionId] = true;
        Write(request, journal);
        return request;
    }

    /// <summary>Puts events into an execution's journal, which is empty.</summary>
    private protected void Write(ExecutionRequest request, params IRollbackEvent[] journal) =>
        Harness.Journal.Write(SpyRow.Stream(RollbackActor.PersistenceIdOf(request.ExecutionId), journal));

    /// <summary>Everything that was done, once this is the case.</summary>
    private protected async Task<string[]> CallsUntil(string last)
    {
        await AwaitAssertAsync(() => Assert.Contains(last, Harness.Calls));
        return [.. Harness.Calls];
    }

    private async Task<Ended> Await(IActorRef supervisor, ExecutionRequest request)
    {
        supervisor.Tell(new AwaitEnd(request.ExecutionId), TestActor);
        return await ExpectMsgAsync<Ended>();
    }
}
