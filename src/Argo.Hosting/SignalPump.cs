using Akka.Actor;
using Argo.Actors;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Artifacts;
using Argo.Hosting.Joining;
using Argo.Storage;
using Serilog;

namespace Argo.Hosting;

/// <summary>Hears cancels and lockdowns of other processes: they go through the store.</summary>
internal sealed class SignalPump : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ArgoStore _store;
    private readonly IActorRef _supervisor;
    private readonly ILogger _log;
    private readonly Task _pumping;
    private bool _lockdownTold;

    public SignalPump(ArgoOptions options, ArgoStore store, IActorRef supervisor, ILogger log)
    {
        (_store, _supervisor, _log) = (store, supervisor, log);
        _pumping = PumpAsync(options.SignalInterval);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _pumping.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task PumpAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
                await LookAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // the host stops
        }
    }

    private async Task LookAsync()
    {
        try
        {
            await PassCancelsOn().ConfigureAwait(false);
            await PassLockdownOn().ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            _log.Warning(error, "Cancels and lockdowns of other processes cannot be read now");
        }
    }

    private async Task PassCancelsOn()
    {
        var mine = (await _store.Executions.UnfinishedAsync().ConfigureAwait(false))
            .Where(entry => entry.CancelReason is not null && entry.Owner == ProcessOwner.Current);
        foreach (var entry in mine)
        {
            _supervisor.Tell(
                new ExecutionProtocol.Cancel(new ExecutionId(entry.ExecutionId), entry.CancelReason!), ActorRefs.NoSender);
        }
    }

    private async Task PassLockdownOn()
    {
        var signal = await _store.Lockdown.GetAsync().ConfigureAwait(false);
        var locked = signal?.State is SecurityState.Compromised or SecurityState.Lockdown;
        if (locked && !_lockdownTold)
        {
            _supervisor.Tell(
                new ExecutionProtocol.Escalate(new SecurityReading(signal!.State, BoundaryState.Unknown), signal.Reason),
                ActorRefs.NoSender);
        }

        _lockdownTold = locked;
    }
}
