using Akka.Actor;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;

namespace Argo.Actors.Execution;

/// <summary>
/// What an execution has asked its rollback actor and was not answered yet: it is asked again where that
/// actor stopped.
/// </summary>
/// <remarks>
/// A failed persist says nothing about the journal: the answer may have been lost, or another's row may have
/// failed the whole batch. So the journal is read again, by a new rollback actor, and the same request is
/// put to it: where the fact is there it answers, where it is not it journals it, and where another has
/// claimed the execution meanwhile it refuses.
/// </remarks>
internal sealed class JournalRequests(ExecutionChildren team, ExecutionLimits limits)
{
    private object? _open;
    private int _facts;
    private int _failures;

    /// <summary>Why the journal could not be read at the last try; null when it could.</summary>
    public RollbackProtocol.Unreadable? Unreadable { get; set; }

    /// <summary>Why the last write failed; null when none has.</summary>
    public string? WriteFault { get; set; }

    /// <summary>What is said where it was asked often enough.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="unreadable">Why the journal cannot be read; null when it cannot be written.</param>
    public string WhyLost(ExecutionId execution, string? unreadable) =>
        $"The journal does not take what was asked of {execution}: "
        + $"{unreadable ?? WriteFault ?? "writes fail"}.";

    public void Ask(object question)
    {
        _open = question is RollbackProtocol.Request request ? request with { After = _facts } : question;
        _failures = 0;
        Tell();
    }

    /// <param name="facts">How many facts the journal has now.</param>
    public void Answered(int facts) => (_open, _facts) = (null, facts);

    /// <summary>The pause before it is asked again; null when it was tried often enough.</summary>
    public TimeSpan? NextPause() =>
        ++_failures >= limits.StoreAttempts ? null : limits.StorePause(_failures);

    public void AskAgain(IActorContext context)
    {
        team.ReplaceRollback(context);
        Tell();
    }

    private void Tell()
    {
        Unreadable = null;
        if (_open is not null)
            team.Rollback.Tell(_open);
    }
}
