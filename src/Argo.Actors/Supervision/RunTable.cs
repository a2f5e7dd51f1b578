using System.Diagnostics.CodeAnalysis;

namespace Argo.Actors.Supervision;

/// <summary>Who may run now: overlapping plans in the order they came, disjoint ones at once.</summary>
internal sealed class RunTable(ExecutionLimits limits)
{
    private readonly List<Run> _runs = []; // in order of admission

    public IReadOnlyList<Run> All => _runs;

    private int Waiting => _runs.Count(run => run.Worker is null);

    private int Working => _runs.Count - Waiting;

    public string? WhyFull() => Waiting >= limits.MaxQueued
        ? $"The queue is full: {Waiting} execution(s) wait already; hand it in again later."
        : null;

    public void Add(Run run) => _runs.Add(run);

    public void Remove(Run run) => _runs.Remove(run);

    public bool TryFind(ExecutionId execution, [NotNullWhen(true)] out Run? run) =>
        (run = _runs.Find(candidate => candidate.Request.ExecutionId == execution)) is not null;

    /// <summary>
    /// Those that wait and may start: nobody before them in the queue needs a path of theirs.
    /// </summary>
    public List<Run> TakeStartable()
    {
        var startable = new List<Run>();
        for (var i = 0; i < _runs.Count && Working + startable.Count < limits.MaxRunning; i++)
        {
            var run = _runs[i];
            if (run.Worker is null && !_runs.Take(i).Any(earlier => earlier.Claim.Overlaps(run.Claim)))
                startable.Add(run);
        }

        return startable;
    }
}
