using Akka.Actor;
using Argo.Actors.Execution;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Files;

namespace Argo.Actors.Tests.Execution;

/// <summary>The owner of an execution's hold on its workspace.</summary>
public sealed class WorkspaceActorTests : ExecutionKit
{
    private static readonly ExecutionRequest Request = Some.Approved(1);
    private readonly Lazy<IActorRef> _workspace;

    public WorkspaceActorTests() =>
        _workspace = new(() => Sys.ActorOf(WorkspaceActor.Props(Harness.Sites), "workspace"));

    [Fact]
    public void It_should_run_where_it_may_block() =>
        Assert.Equal(ArgoDispatchers.Files, WorkspaceActor.Props(Harness.Sites).Dispatcher);

    [Fact]
    public async Task Each_request_should_have_a_reply_of_its_own_type_that_says_which_it_answers()
    {
        await Open();
        await Expect<WorkspaceProtocol.Flushed>(new WorkspaceProtocol.Flush());
        await Expect<WorkspaceProtocol.WitnessVerified>(new WorkspaceProtocol.VerifyWitness());
        await Expect<WorkspaceProtocol.UndoPlanBuilt>(new WorkspaceProtocol.BuildUndoPlan());
        await Expect<WorkspaceProtocol.SnapshotTaken>(new WorkspaceProtocol.TakeSnapshot());
        await Expect<WorkspaceProtocol.OriginalsChecked>(new WorkspaceProtocol.CheckOriginals());
        await Expect<WorkspaceProtocol.Fenced>(new WorkspaceProtocol.Fence(1));
        await Expect<WorkspaceProtocol.RestoredVerified>(new WorkspaceProtocol.VerifyRestored());
        await Expect<WorkspaceProtocol.UndeclaredFound>(new WorkspaceProtocol.FindUndeclared());
        await Expect<WorkspaceProtocol.Collected>(new WorkspaceProtocol.Collect());
    }

    [Fact]
    public async Task A_look_should_need_no_hold()
    {
        await Expect<WorkspaceProtocol.DriftFound>(new WorkspaceProtocol.FindDrift(Request));
        await Expect<WorkspaceProtocol.TracesFound>(
            new WorkspaceProtocol.FindTraces(Request, ComparesTree: true, ComparesAlways: false));
        await Expect<WorkspaceProtocol.HolderFound>(new WorkspaceProtocol.FindHolder(Request));
    }

    [Fact]
    public async Task What_a_call_throws_should_be_its_reply_and_not_the_actors_end()
    {
        await Open();
        Harness.SiteOf(Request).OnCall = call => throw new WorkspaceException(WorkspaceFault.Io, call);
        var failed = await Expect<WorkspaceProtocol.Failed>(new WorkspaceProtocol.Flush());
        Assert.Equal("flush", failed.Cause.Message);
        Harness.SiteOf(Request).OnCall = _ => { };
        await Expect<WorkspaceProtocol.Flushed>(new WorkspaceProtocol.Flush());
    }

    [Fact]
    public async Task Work_on_a_workspace_that_is_not_open_should_fail() => Assert.Contains(
        "not open",
        (await Expect<WorkspaceProtocol.Failed>(new WorkspaceProtocol.Flush())).Cause.Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_long_look_should_end_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await Open();
        Harness.SiteOf(Request).Endless.Add("verify witness");
        _workspace.Value.Tell(new WorkspaceProtocol.VerifyWitness { Cancel = cancel.Token }, TestActor);
        await cancel.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>(
            (await ExpectMsgAsync<WorkspaceProtocol.Failed>()).Cause);
    }

    [Fact]
    public async Task It_should_let_go_of_the_workspace_when_it_stops_but_not_under_a_step_at_work()
    {
        var hold = (await Open()).Hold;
        using var release = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var step = Task.Run(() => hold.Use(_ =>
        {
            begun.Set();
            release.Wait();
            return Harness.SiteOf(Request).Disposed;
        }));
        begun.Wait();

        Watch(_workspace.Value);
        Sys.Stop(_workspace.Value);
        release.Set();

        Assert.False(await step);
        await ExpectTerminatedAsync(_workspace.Value);
        Assert.True(Harness.SiteOf(Request).Disposed);
        Assert.Throws<InvalidOperationException>(() => hold.Use(site => site.BuildUndoPlan()));
    }

    private Task<WorkspaceProtocol.Opened> Open() =>
        Expect<WorkspaceProtocol.Opened>(new WorkspaceProtocol.Open(Request));

    private async Task<T> Expect<T>(WorkspaceProtocol.Request request)
        where T : WorkspaceProtocol.Reply
    {
        _workspace.Value.Tell(request with { Attempt = 42 }, TestActor);
        var reply = await ExpectMsgAsync<T>();
        Assert.Equal(42, reply.Attempt);
        return reply;
    }
}
