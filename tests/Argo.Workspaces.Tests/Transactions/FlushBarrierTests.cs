using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.Transactions.Locking;

namespace Argo.Workspaces.Tests.Transactions;

public sealed class FlushBarrierTests : IDisposable
{
    private const int Callers = 8;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly TempTree _tree = new();
    private readonly ConfinedRoot _root;

    public FlushBarrierTests() => _root = ConfinedRoot.Open(_tree.Root);

    public void Dispose()
    {
        _root.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public async Task Callers_that_arrive_during_a_flush_should_share_the_next_one()
    {
        using var entered = new SemaphoreSlim(0);
        using var release = new SemaphoreSlim(0);
        var flushes = 0;
        var kernel = new FailpointKernel(LinuxKernel.Instance, name =>
        {
            if (!name.EndsWith("syncfs.before", StringComparison.Ordinal))
                return Errno.Ok;
            Interlocked.Increment(ref flushes);
            entered.Release();
            Assert.True(release.Wait(Deadline));
            return Errno.Ok;
        });
        var barrier = new FlushBarrier(_root.Handle);
        var first = Start(() => barrier.Join(kernel));
        Assert.True(await entered.WaitAsync(Deadline));

        var later = Enumerable.Range(0, Callers).Select(_ => Start(() => barrier.Join(kernel))).ToArray();
        Assert.True(SpinWait.SpinUntil(() => barrier.Waiting == Callers, Deadline));
        // none of them was answered by the flush that ran already
        Assert.Equal(1, Volatile.Read(ref flushes));
        release.Release(2);
        Assert.Equal(Errno.Ok, await first.WaitAsync(Deadline));
        Assert.All(await Task.WhenAll(later).WaitAsync(Deadline), errno => Assert.Equal(Errno.Ok, errno));
        Assert.Equal(2, flushes);
    }

    [Fact]
    public void A_failure_should_reach_every_execution_that_was_in_flight()
    {
        var fail = true;
        TransactionOptions Options() => new()
        {
            BallastBytes = 0,
            Failpoint = name => fail && name.EndsWith("syncfs.before", StringComparison.Ordinal)
                ? Errno.InputOutput
                : Errno.Ok,
        };
        using var a = WorkspaceTransaction.Open(_tree.Root, "ws", "a", Options());
        using var b = WorkspaceTransaction.Open(_tree.Root, "ws", "b", Options());
        Assert.Throws<WorkspaceException>(a.Barrier);
        fail = false;
        // its bytes may be among those that were lost
        Assert.Throws<WorkspaceException>(b.Barrier);
        using var c = WorkspaceTransaction.Open(_tree.Root, "ws", "c", Options());
        c.Barrier();
    }

    private static Task<T> Start<T>(Func<T> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
