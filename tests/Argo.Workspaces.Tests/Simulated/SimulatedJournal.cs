using Argo.Artifacts.Undo;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Tests.Transactions;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>The durable facts of one execution; each append names how many its writer had read.</summary>
internal sealed class SimulatedJournal
{
    public JournalPhase Phase { get; private set; }

    public UndoPlan? Plan { get; private set; }

    public int Epoch { get; private set; }

    /// <summary>How many facts there are.</summary>
    public int Length { get; private set; }

    /// <summary>What the last undo left.</summary>
    public IReadOnlyList<UndoOutcome> Left { get; private set; } = [];

    public bool HasEnded =>
        Phase is JournalPhase.Completed or JournalPhase.RolledBack or JournalPhase.Aborted;

    /// <summary>Appends a fact, or kills the writer: a journal that cannot be written, or was written by
    /// another.</summary>
    /// <returns>How many facts the writer knows now.</returns>
    public int Append(
        SimulatedKernel writer,
        int known,
        JournalPhase phase,
        UndoPlan? plan = null,
        IReadOnlyList<UndoOutcome>? left = null)
    {
        writer.Pass(CallKind.Journal);
        if (known != Length)
        {
            writer.Die();
            throw new CrashException("another process wrote the journal");
        }
        var written = ++Length;
        (Phase, Plan, Left) = (phase, plan ?? Plan, left ?? []);
        Epoch += phase is JournalPhase.RollingBack ? 1 : 0;
        writer.Pass(CallKind.Journal);
        return written;
    }
}
