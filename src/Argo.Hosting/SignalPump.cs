using Akka.Actor;
using Argo.Actors;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Hosting.Adapters;
using Argo.Hosting.Security;
using Argo.Storage;
using Serilog;

namespace Argo.Hosting;

/// <summary>
/// Hears cancels of other processes, which go through the store, and whatever makes the host unsafe.
/// </summary>
internal sealed class SignalPump : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ArgoStore _store;
    private readonly CompositeSecurityMonitor _security;
    private readonly IActorRef _supervisor;
    private readonly ILogger _log;
    private readonly Task _pumping;
    private bool _escalationTold;
    private bool _failing;

    public SignalPump(
        ArgoOptions options, ArgoStore store, CompositeSecurityMonitor security, IActorRef supervisor,
        ILogger log)
    {
        (_store, _security, _supervisor, _log) = (store, security, supervisor, log);
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
            await PassEscalationOn().ConfigureAwait(false);
        }
        catch (Exception error) // the store's, or the host's own monitor's; the pump must go on
        {
            if (!_failing)
                _log.Warning(error, "Cancels of other processes or the security state cannot be read now");
            _failing = true;
            return;
        }

        _failing = false;
    }

    private async Task PassCancelsOn()
    {
        var wanted = await _store.Executions.CancelRequestsAsync(ProcessOwner.Current).ConfigureAwait(false);
        foreach (var (execution, reason) in wanted)
        {
            _supervisor.Tell(
                new ExecutionProtocol.Cancel(new ExecutionId(execution), reason), ActorRefs.NoSender);
        }
    }

    private async Task PassEscalationOn()
    {
        var notice = await Task.Run(_security.Look).ConfigureAwait(false);
        if (notice.Reading.ForbidsExecution && !_escalationTold)
            await notice.RaiseAsync(_supervisor).ConfigureAwait(false);
        _escalationTold = notice.Reading.ForbidsExecution;
    }
}
