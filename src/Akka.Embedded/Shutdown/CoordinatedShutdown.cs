using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The orderly end of an actor system: phases one after the other, the tasks of a phase side by side.
/// </summary>
/// <remarks>
/// A task that fails or takes longer than its phase is reported, and the next phase begins all the same.
/// </remarks>
public sealed class CoordinatedShutdown : IExtension
{
    /// <summary>Before anything is unbound.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Stops taking new connections.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Waits for requests in progress.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Closes what is left of services.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Before a node leaves its cluster.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Hands over shards.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>Leaves the cluster.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Hands over singletons.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>Waits for the end of exiting.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>Shuts the cluster part down.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>The last tasks while actors run.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>Stops all actors.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private static readonly string[] Order =
    [
        PhaseBeforeServiceUnbind,
        PhaseServiceUnbind,
        PhaseServiceRequestsDone,
        PhaseServiceStop,
        PhaseBeforeClusterShutdown,
        PhaseClusterShardingShutdownRegion,
        PhaseClusterLeave,
        PhaseClusterExiting,
        PhaseClusterExitingDone,
        PhaseClusterShutdown,
        PhaseBeforeActorSystemTerminate,
        PhaseActorSystemTerminate,
    ];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(string Name, Func<Task<Done>> Task)>> _tasks = [];
    private readonly ActorSystemImpl _system;
    private Task<Done>? _run;

    internal CoordinatedShutdown(ActorSystemImpl system) => _system = system;

    /// <summary>The system that it ends.</summary>
    public ExtendedActorSystem System => _system;

    /// <summary>Why it runs; null before.</summary>
    public Reason? ShutdownReason { get; private set; }

    /// <summary>The time that all phases may take together.</summary>
    public TimeSpan TotalTimeout => Order.Aggregate(TimeSpan.Zero, (sum, phase) => sum + Timeout(phase));

    /// <summary>The coordinated shutdown of a system.</summary>
    public static CoordinatedShutdown Get(ActorSystem sys) =>
        CoordinatedShutdownExtension.Instance.Apply(sys);

    /// <summary>Adds a task to a phase; not any more once the phase has run.</summary>
    /// <exception cref="Akka.Configuration.ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        CheckPhase(phase);
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        ArgumentNullException.ThrowIfNull(task);
        lock (_gate)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
                _tasks[phase] = tasks = [];
            tasks.Add((taskName, task));
        }
    }

    /// <summary>How long a phase may take.</summary>
    public TimeSpan Timeout(string phase)
    {
        CheckPhase(phase);
        return TimeSpan.FromSeconds(phase is PhaseActorSystemTerminate or PhaseClusterShardingShutdownRegion
            or PhaseClusterExiting ? 10 : 5);
    }

    /// <summary>Runs the phases, from one of them if named; later calls get the first one's task.</summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        if (fromPhase is not null)
            CheckPhase(fromPhase);
        lock (_gate)
        {
            if (_run is not null)
                return _run;
            ShutdownReason = reason;
            return _run = Task.Run(() => RunPhases(fromPhase ?? Order[0]));
        }
    }

    private static void CheckPhase(string phase)
    {
        if (!Order.Contains(phase))
        {
            throw new Configuration.ConfigurationException(
                $"Unknown phase [{phase}], known phases [{string.Join(", ", Order)}].");
        }
    }

    private async Task<Done> RunPhases(string from)
    {
        foreach (var phase in Order.SkipWhile(phase => phase != from))
        {
            await RunPhase(phase).ConfigureAwait(false);
            if (phase == PhaseActorSystemTerminate)
                await StopActors().ConfigureAwait(false);
        }

        return Done.Instance;
    }

    private async Task RunPhase(string phase)
    {
        (string Name, Func<Task<Done>> Task)[] tasks;
        lock (_gate)
            tasks = _tasks.TryGetValue(phase, out var found) ? [.. found] : [];
        if (tasks.Length > 0)
            await Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Task)))
                .ConfigureAwait(false);
    }

    private async Task RunTask(string phase, string name, Func<Task<Done>> task)
    {
        try
        {
            await Task.Run(task).WaitAsync(Timeout(phase)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _system.Log.Warning(
                "Coordinated shutdown phase [{0}] timed out after {1}: task [{2}]",
                phase,
                Timeout(phase),
                name);
        }
        catch (Exception failure)
        {
            _system.Log.Warning("Task [{0}] failed in phase [{1}]: {2}", name, phase, failure.Message);
        }
    }

    private async Task StopActors()
    {
        _system.StopActors();
        try
        {
            await _system.WhenTerminated.WaitAsync(Timeout(PhaseActorSystemTerminate)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _system.Log.Warning(
                "The actor system has not terminated after {0}.",
                Timeout(PhaseActorSystemTerminate));
        }
    }

    /// <summary>Why a system ends. A program may have reasons of its own.</summary>
    public class Reason
    {
        /// <summary>For reasons of one's own.</summary>
        protected Reason()
        {
        }
    }

    /// <summary>No reason was given.</summary>
    public class UnknownReason : Reason
    {
        private UnknownReason()
        {
        }

        /// <summary>The only instance.</summary>
        public static Reason Instance { get; } = new UnknownReason();
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        private ActorSystemTerminateReason()
        {
        }

        /// <summary>The only instance.</summary>
        public static Reason Instance { get; } = new ActorSystemTerminateReason();
    }

    /// <summary>The process ends.</summary>
    public class ClrExitReason : Reason
    {
        private ClrExitReason()
        {
        }

        /// <summary>The only instance.</summary>
        public static Reason Instance { get; } = new ClrExitReason();
    }
}
