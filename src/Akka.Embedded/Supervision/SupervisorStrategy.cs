using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What a parent does when a child fails.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stops on failed starts, kills and death pacts; restarts on everything else.</summary>
    public static readonly IDecider DefaultDecider = Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    /// <summary>One for one with the default decider: without a limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops every child that fails.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    private protected SupervisorStrategy()
    {
    }

    /// <summary>Chooses the directive.</summary>
    public abstract IDecider Decider { get; }

    /// <summary>Whether failures are written to the log.</summary>
    protected bool LoggingEnabled { get; set; } = true;

    /// <summary>Acts on the failure of a child; false when it escalates.</summary>
    internal bool HandleFailure(
        ActorCell cell,
        ChildRestartStats failed,
        Exception cause,
        IReadOnlyCollection<ChildRestartStats> children)
    {
        var directive = Handle(failed.Child, cause);
        LogFailure(cell, failed.Child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                failed.Child.SendSystem(new SystemMessage.Resume(cause));
                return true;
            default:
                ProcessFailure(cell, directive == Directive.Restart, failed, cause, children);
                return true;
        }
    }

    internal abstract void ProcessFailure(
        ActorCell cell,
        bool restart,
        ChildRestartStats failed,
        Exception cause,
        IReadOnlyCollection<ChildRestartStats> children);

    /// <summary>The directive for this child and exception.</summary>
    protected abstract Directive Handle(IActorRef child, Exception exception);

    /// <summary>
    /// Writes the failure to the log: a resume as a warning, a restart or a stop as an error.
    /// </summary>
    protected virtual void LogFailure(
        IActorContext context,
        IActorRef child,
        Exception cause,
        Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
            return;
        if (cause is ActorInitializationException { InnerException: { } inner })
            cause = inner;
        var source = child.Path.ToString();
        context.System.EventStream.Publish(
            directive == Directive.Resume
                ? new Warning(cause, source, GetType(), cause.Message)
                : new Error(cause, source, GetType(), cause.Message));
    }

    private protected static int ToMilliseconds(TimeSpan? window) =>
        window is { } span && span != Timeout.InfiniteTimeSpan ? (int)span.TotalMilliseconds : -1;
}
