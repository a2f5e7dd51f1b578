using System.Collections.Concurrent;
using Akka.Actor;
using Argo.Actors.Supervision;
using Argo.Hosting.Engine;
using Argo.Hosting.Joining;
using Argo.Hosting.Logging;
using Argo.Hosting.Security;
using Argo.Storage;
using Microsoft.Extensions.Hosting;

namespace Argo.Hosting;

/// <summary>
/// Starts the actor system with the host and stops it safely: running executions end or are undone.
/// </summary>
internal sealed class ArgoRuntime(
    ArgoOptions options, ArgoStore store, ExecutionServices services, SecurityWatch security, ArgoLog log)
    : IHostedService, IArgoActors
{
    private readonly ConcurrentDictionary<Task, byte> _promised = new();
    private (ActorSystem System, IActorRef Supervisor)? _running;
    private SignalPump? _signals;

    public bool IsRunning => _running is not null;

    public (ActorSystem System, IActorRef Supervisor) Running => _running ?? throw new ArgoException(
        ArgoFault.NotReachable,
            "The Argo host is not started: start the .NET host that AddArgo() was called on.");

    public ActorSystem System => Running.System;

    public IActorRef Supervisor => Running.Supervisor;

    /// <summary>A stop waits until this answer has reached its caller.</summary>
    public Task<T> Promise<T>(Task<T> answer)
    {
        _promised.TryAdd(answer, 0);
        answer.ContinueWith(
            done => _promised.TryRemove(
                done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return answer;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var system = ActorEngine.Start(options, store, new SerilogSink(log.Logger).Write);
        var supervisor = system.ActorOf(SupervisorActor.Props(services), "argo");
        _running = (system, supervisor);
        _signals = new SignalPump(options, store, security, supervisor, log.Logger);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_running is not var (system, supervisor))
            return;
        if (_signals is not null)
            await _signals.DisposeAsync().ConfigureAwait(false);
        try
        {
            await supervisor.Ask<ExecutionProtocol.Drained>(
                new ExecutionProtocol.Drain("shutdown"), options.StopTimeout, cancellationToken)
                    .ConfigureAwait(false);
            await Task.WhenAll(_promised.Keys)
                .WaitAsync(options.StopTimeout, cancellationToken).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception late) when (late is AskTimeoutException or OperationCanceledException)
        {
            log.Logger.Warning(
                "Executions were still running after {Timeout}; the next start recovers them.",
                    options.StopTimeout);
        }

        await system.Terminate().ConfigureAwait(false);
        _running = null;
    }
}
