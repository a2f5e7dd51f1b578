using System.Diagnostics.CodeAnalysis;

namespace Argo.Actors.Supervision;

/// <summary>Who may run now: overlapping plans in the order they came, disjoint ones at once.</summary>
internal sealed class ExecutionQueue(ExecutionLimits limits)
{
    private readonly List<ScheduledExecution> _executions = []; // in order of admission

    public IReadOnlyList<ScheduledExecution> All => _executions;

    private int Waiting => _executions.Count(scheduled => scheduled.Worker is null);

    private int Working => _executions.Count - Waiting;

    public string? WhyFull() => Waiting >= limits.MaxQueued
        ? $"The queue is full: {Waiting} execution(s) wait already; hand it in again later."
        : null;

    public void Add(ScheduledExecution scheduled) => _executions.Add(scheduled);

    public void Remove(ScheduledExecution scheduled) => _executions.Remove(scheduled);

    public bool TryFind(ExecutionId execution, [NotNullWhen(true)] out ScheduledExecution? scheduled) =>
        (scheduled = _executions.Find(candidate => candidate.Request.ExecutionId == execution)) is not null;

    /// <summary>
    /// Those that wait and may start: nobody before them in the queue needs a path of theirs.
    /// </summary>
    public List<ScheduledExecution> TakeStartable()
    {
        var startable = new List<ScheduledExecution>();
        for (var i = 0; i < _executions.Count && Working + startable.Count < limits.MaxRunning; i++)
        {
            var scheduled = _executions[i];
            if (scheduled.Worker is null
                && !_executions.Take(i).Any(earlier => earlier.Claim.Overlaps(scheduled.Claim)))
                startable.Add(scheduled);
        }

        return startable;
    }
}
