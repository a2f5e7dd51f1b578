using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Acts on all children when one fails.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>
    /// Restarts at most <paramref name="maxNrOfRetries"/> times (null: no limit) in a window (null: ever).
    /// </summary>
    public AllForOneStrategy(
        int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, ToMilliseconds(withinTimeRange), localOnlyDecider)
    {
    }

    /// <summary>
    /// Restarts at most <paramref name="maxNrOfRetries"/> times (null: no limit) in a window (null: ever).
    /// </summary>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, ToMilliseconds(withinTimeRange), decider)
    {
    }

    /// <summary>As the others, with -1 for no limit and no window.</summary>
    public AllForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        Func<Exception, Directive> localOnlyDecider,
        bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    /// <summary>As the others, with -1 for no limit and no window.</summary>
    public AllForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        IDecider decider,
        bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Without a limit.</summary>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <summary>Without a limit, and perhaps without logging.</summary>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(-1, -1, localOnlyDecider, loggingEnabled)
    {
    }

    /// <summary>Without a limit.</summary>
    public AllForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    /// <summary>The default decider, without a limit.</summary>
    protected AllForOneStrategy()
        : this(DefaultDecider)
    {
    }

    /// <summary>How many restarts are allowed; negative: no limit.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>The time in which they are counted, in milliseconds; not positive: for ever.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    /// <inheritdoc/>
    public override IDecider Decider { get; }

    /// <summary>The same strategy with another limit.</summary>
    public AllForOneStrategy WithMaxNrOfRetries(int maxNrOfRetries) =>
        new(maxNrOfRetries, WithinTimeRangeMilliseconds, Decider, LoggingEnabled);

    internal override void ProcessFailure(
        ActorCell cell,
        bool restart,
        ChildRestartStats failed,
        Exception cause,
        IReadOnlyCollection<ChildRestartStats> children)
    {
        var allowed = restart && children.All(
            stats => stats.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds));
        foreach (var stats in children)
        {
            if (!allowed)
                cell.Stop(stats.Child);
            else
                Restart(stats.Child, cause, suspendFirst: stats != failed);
        }
    }

    private static void Restart(LocalActorRef child, Exception cause, bool suspendFirst)
    {
        if (suspendFirst)
            child.SendSystem(new SystemMessage.Suspend());
        child.SendSystem(new SystemMessage.Recreate(cause));
    }

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);
}
