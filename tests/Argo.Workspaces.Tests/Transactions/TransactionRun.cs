using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// One execution as its caller runs it, with the journal's part played by <see cref="Journaled"/>.
/// </summary>
internal sealed class TransactionRun(TempTree tree, TransactionOptions? options = null, string id = "exec-1")
    : IDisposable
{
    private readonly TransactionOptions _options = options ?? new TransactionOptions { BallastBytes = 4096 };
    private WorkspaceTransaction? _site;

    /// <summary>The undo plan, from the moment it is durable.</summary>
    public UndoPlan? Journaled { get; private set; }

    public WorkspaceTransaction Site => _site ??= WorkspaceTransaction.Open(tree.Root, "ws", id, _options);

    /// <summary>Stages each change as a step of its own and journals the plan.</summary>
    public TransactionRun Prepare(params Change[] changes)
    {
        for (var step = 0; step < changes.Length; step++)
            Assert.Null(Site.Stage(step, [changes[step]]).Error);
        Site.Barrier();
        Journaled = Site.BuildUndoPlan();
        return this;
    }

    /// <summary>The same, but tells why a step could not be staged.</summary>
    public string? TryPrepare(params Change[] changes)
    {
        for (var step = 0; step < changes.Length; step++)
        {
            if (Site.Stage(step, [changes[step]]).Error is { } error)
                return error;
        }
        Site.Barrier();
        Journaled = Site.BuildUndoPlan();
        return null;
    }

    public ActResult Act(int step) => Site.Act(step);

    public TransactionRun ActAll()
    {
        foreach (var step in Journaled!.Rows.Select(row => row.StepId).Distinct())
            Assert.Null(Act(step).Refusal);
        Site.Barrier();
        return this;
    }

    public List<UndoOutcome> UndoAll()
    {
        var outcomes = Journaled!.Rows.Reverse().Select(Site.Undo).ToList();
        Site.Barrier();
        return outcomes;
    }

    /// <summary>The process is gone; another one takes over.</summary>
    public List<UndoOutcome> Recover(int epoch = 1, TransactionOptions? with = null)
    {
        Dispose();
        _site = WorkspaceTransaction.Reopen(
            tree.Root, "ws", id, Journaled, with ?? _options with { Failpoint = null });
        if (Journaled is null)
        {
            Site.Collect();
            return [];
        }
        Site.Fence(epoch);
        return UndoAll();
    }

    public void Dispose()
    {
        _site?.Dispose();
        _site = null;
    }
}
