using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Hosting;
using Argo.Actors.Supervision;
using Argo.Hosting.Composition;
using Argo.Hosting.Logging;
using Argo.Hosting.Security;
using Argo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argo.Hosting;

/// <summary>
/// Speaks to the supervisor of the started actor system: passes on what other processes ask for, and before
/// the system ends waits until running executions have ended or are undone.
/// </summary>
internal sealed class ArgoRuntime(
    ArgoOptions options, ArgoStore store, IServiceProvider services, CompositeSecurityMonitor security,
    ArgoLog log)
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
        var system = services.GetRequiredService<ActorSystem>();
        if (!services.GetRequiredService<IReadOnlyActorRegistry>()
            .TryGet<SupervisorActor>(out var supervisor))
        {
            throw new ArgoException(
                ArgoFault.InvalidInput,
                "Argo's actors are not in the host's actor system: call WithArgo() in AddAkka(), before "
                + "AddArgoServices(), or AddArgo() alone.");
        }

        _running = (system, supervisor);
        _signals = new SignalPump(options, store, security, supervisor, log.Logger);
        return Task.CompletedTask;
    }

    /// <summary>The actor system, which stops after this service, waits for what runs in it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_signals is not null)
            await _signals.DisposeAsync().ConfigureAwait(false);
        _signals = null;
    }

    /// <summary>
    /// Takes no new work, and waits at most <see cref="ArgoOptions.StopTimeout"/> until what runs has ended
    /// or is undone and its callers have their answers; the next start recovers what has not.
    /// </summary>
    public async Task DrainAsync(IActorRef supervisor)
    {
        var drained = supervisor.Ask<ExecutionProtocol.Drained>(
            new ExecutionProtocol.Drain("shutdown"), options.StopTimeout);
        // a supervisor that has stopped runs nothing, and answers nothing either
        await Task.WhenAny(drained, supervisor.WatchAsync()).ConfigureAwait(false);
        if (!drained.IsFaulted)
        {
            await Task.WhenAll(_promised.Keys).WaitAsync(options.StopTimeout)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else
        {
            log.Logger.Warning(
                "Executions were still running after {Timeout}; the next start recovers them.",
                    options.StopTimeout);
        }

        _running = null;
    }
}
