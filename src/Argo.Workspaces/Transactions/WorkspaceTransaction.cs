using System.Collections.Frozen;
using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Locking;
using Argo.Workspaces.Transactions.Staging;
using Argo.Workspaces.Transactions.Swapping;
using Argo.Workspaces.Transactions.Undo;
using Argo.Workspaces.Transactions.Vault;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Transactions;

/// <summary>One execution at work in one workspace: the protocol that makes it all or nothing.</summary>
/// <remarks>
/// <code>
///            Stage*            BuildUndoPlan           Act*
///   Open ----------> OPEN ------------------> PREPARED ------> (COMPLETED) ---> Collect
///                      |                          |
///                      | Collect                  | Fence, Undo* in reverse, Barrier
///                      v                          v
///                  (ABORTED)                (ROLLED_BACK) ---> Collect   or   (PARKED): kept for a person
///                                                 ^
///   Reopen ---------------------------------------'
/// </code>
/// In brackets: what the caller makes durable. What may be relied on:
/// <list type="number">
/// <item>Until <see cref="Act"/>, nothing outside <c>.argo</c> changes; after <see cref="Collect"/> in OPEN
/// the tree is what it was.</item>
/// <item>Every new object is complete and flushed before its swap; disk full and I/O errors come at
/// <see cref="Stage"/> or <see cref="Barrier"/>.</item>
/// <item>
/// Each swap is one system call (classes A and B), on the directory and against the object that were staged.
/// </item>
/// <item>Every object that a swap takes out of the tree lies in the vault until <see cref="Collect"/>.</item>
/// <item>What another program put at a path is never overwritten or removed: it is put back at once and
/// reported (on class C, except in the moment between the look and the rename).</item>
/// <item><see cref="Undo(UndoRow)"/> may be stopped anywhere and run again, by this process or
/// another.</item>
/// <item>After <see cref="Fence"/> no swap that goes through the stage can succeed for whoever was fenced;
/// one pending move or chmod of a paused process can.</item>
/// </list>
/// The caller commits: PREPARED with the undo plan after <see cref="BuildUndoPlan"/> and before the first
/// <see cref="Act"/>; COMPLETED after <see cref="Barrier"/>; the claim before <see cref="Fence"/>;
/// ROLLED_BACK after the undo's <see cref="Barrier"/>; and either before <see cref="Collect"/>. One execution
/// uses one transaction, from one thread at a time; several in a workspace share its lock and its flush.
/// </remarks>
public sealed class WorkspaceTransaction : IDisposable
{
    private readonly WorkspaceSession _session;
    private readonly ConfinedRoot _root;
    private readonly SharedWorkspace _shared;
    private readonly StageDirectory _stage;
    private readonly NameMover _mover;
    private readonly ProbedFileSystem _fileSystem;
    private readonly FailpointKernel? _failpoints;
    private readonly string _workspace;
    private readonly string _executionId;
    private readonly string? _markBoot;
    private readonly ReservedSpace _reservedSpace;
    private readonly StagedSteps _staged;
    private readonly ConflictShelf _shelf;
    private UndoPlan? _plan;
    private bool _isReopened;
    private DecidedUndo? _undo;
    private int _failuresBefore;

    private WorkspaceTransaction(
        WorkspaceSession session, string workspaceName, string executionId, StageDirectory stage)
    {
        _session = session;
        (_root, _shared, _fileSystem, _failpoints) = (
            session.Root, session.Shared, session.FileSystem, session.Failpoints);
        (_workspace, _executionId, _stage) = (workspaceName, executionId, stage);
        _failuresBefore = _shared.Barrier.Failures;
        _mover = NameMover.For(_root.Kernel, _fileSystem.Class, _fileSystem.HasLinks);
        _reservedSpace = new ReservedSpace(_root.Kernel, _stage);
        _markBoot = _fileSystem.Class is FileSystemClass.Exchange ? null : session.BootId;
        _shelf = new ConflictShelf(_root, _stage, _mover, _shared.Vault.Conflicts);
        _staged = new StagedSteps(
            _root,
            _stage,
            new Stager(_root, _stage, _fileSystem),
            new Swapper(_root, _stage, _mover, _shelf, _markBoot));
        Facts = new WorkspaceFacts(
            _fileSystem.Class, _root.RootStat.Identity, session.BootId, _fileSystem.Name);
    }

    /// <summary>What was found out about the workspace.</summary>
    public WorkspaceFacts Facts { get; }

    /// <summary>The workspace, to look at; the same handle that the swaps start from.</summary>
    internal IRealTree Tree => _root;

    /// <summary>The token of the call under way; none where it goes to its end.</summary>
    internal CancellationToken Cancellation
    {
        set => _root.Cancellation = value;
    }

    /// <summary>
    /// P0: opens the root, joins or takes the lock, checks the vault, probes, makes the stage.
    /// </summary>
    /// <param name="rootPath">The workspace's root, absolute.</param>
    /// <param name="workspaceName">Its name, for the undo plan.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="options">How to work.</param>
    /// <exception cref="WorkspaceException">
    /// Busy (the message names the holder), refused, not found, or full.
    /// </exception>
    public static WorkspaceTransaction Open(
        string rootPath, string workspaceName, string executionId, TransactionOptions options)
    {
        var session = WorkspaceSession.Enter(rootPath, options, asClass: null);
        try
        {
            session.NeedNoStage(executionId);
            var stage = new StageDirectory(
                session.Root.Kernel, session.Shared.Vault.Executions, ExecutionName.Of(executionId));
            stage.Make(executionId);
            return Ready(
                new WorkspaceTransaction(session, workspaceName, executionId, stage), options.BallastBytes);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens what an execution left behind, to undo it, or to collect it after its end.</summary>
    /// <param name="rootPath">The workspace's root, absolute.</param>
    /// <param name="workspaceName">Its name.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="plan">Its undo plan as journaled; null when it never got that far.</param>
    /// <param name="options">How to work.</param>
    /// <exception cref="WorkspaceException">
    /// Busy; or refused, because another directory is in the root's place (moved, copied, restored from a
    /// backup).
    /// </exception>
    public static WorkspaceTransaction Reopen(
        string rootPath, string workspaceName, string executionId, UndoPlan? plan, TransactionOptions options)
    {
        var session = WorkspaceSession.Enter(
            rootPath, options, plan?.FileSystemClass,
            root => WorkspaceSession.NeedFitting(root, plan, executionId));
        try
        {
            var stage = session.FindStage(executionId);
            return new WorkspaceTransaction(
                session, workspaceName, executionId, stage) { _plan = plan, _isReopened = true };
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Who holds a workspace's lock, as they call themselves; null when it is free.</summary>
    /// <remarks>This process counts too. By the time of the answer it may have changed.</remarks>
    /// <exception cref="WorkspaceException">The root is not there, or cannot be read.</exception>
    public static string? FindHolder(string rootPath)
    {
        using var root = ConfinedRoot.Open(rootPath);
        return SharedWorkspace.HolderOf(root);
    }

    /// <summary>
    /// P1 and P2: makes the new objects of one step; steps are staged in plan order, all before the first
    /// acts.
    /// </summary>
    /// <param name="stepId">The step.</param>
    /// <param name="changes">What it changes.</param>
    /// <param name="source">
    /// What it copies, which must be the same when it acts; null for any other step.
    /// </param>
    /// <returns>
    /// The undo of each swap; or the reason why the step cannot be staged, and then none can act.
    /// </returns>
    internal StagedStep Stage(int stepId, IReadOnlyList<Change> changes, string? source = null)
    {
        if (_plan is not null)
            throw new InvalidOperationException("The undo plan is built; nothing can be staged any more.");
        Enter("stage");
        return _staged.Stage(stepId, changes, source);
    }

    /// <summary>P3, P7 and R3: returns when everything written so far is durable.</summary>
    /// <remarks>
    /// Shared by all executions of this process in the workspace. After a failure it fails for this execution
    /// until it is fenced: a later success of the kernel would prove nothing.
    /// </remarks>
    /// <exception cref="WorkspaceException">Io: the flush failed; abort, or undo.</exception>
    public void Barrier()
    {
        Enter("flush");
        if (_plan is null) // before the world is compared with the witness: from then on, this must hold
            _staged.NoteEnd();
        var errno = _shared.Barrier.Join(_root.Kernel);
        if (errno is Errno.Ok && _shared.Barrier.Failures != _failuresBefore)
            // it failed earlier, under another execution: our bytes may be among the lost
            errno = Errno.InputOutput;
        errno.OrThrow("flush", "");
    }

    /// <summary>The whole undo, to be made durable as PREPARED before the first <see cref="Act"/>.</summary>
    public UndoPlan BuildUndoPlan() => _plan ??= new UndoPlan
    {
        Workspace = _workspace,
        WorkspaceRoot = _root.RootPath,
        RootIdentity = Facts.RootIdentity,
        FileSystemClass = Facts.FileSystemClass,
        BootId = Facts.BootId,
        Rows = _staged.UndoRows(),
    };

    /// <summary>P6: makes the swaps of one step, in order; stops at the first that does not stand.</summary>
    internal ActResult Act(int stepId)
    {
        if (_plan is null)
            throw new InvalidOperationException("No swap before the undo plan is built and durable.");
        Enter("swap");
        return _staged.Act(stepId, Snapshot);
    }

    /// <summary>
    /// P7, before COMPLETED: originals to which others have written since they were taken out, and moved or
    /// copied directories that others have changed.
    /// </summary>
    /// <param name="all">
    /// Whether every step stands; else only what was taken out of the tree is looked at, because the rest is
    /// not as it was staged.
    /// </param>
    /// <returns>None when COMPLETED may be journaled; else everything is to be undone.</returns>
    /// <exception cref="WorkspaceException">
    /// Something cannot be looked at; everything is to be undone.
    /// </exception>
    internal ImmutableArray<Drift> FindChangedOriginals(bool all) => _staged.FindChangedOriginals(all);

    /// <summary>
    /// What is at these paths now; files are read and hashed where this user may, directories are not walked.
    /// A path that this user cannot reach is left out.
    /// </summary>
    /// <exception cref="WorkspaceException">One cannot be read.</exception>
    public ImmutableSortedDictionary<string, Fingerprint> Snapshot(IEnumerable<string> paths)
    {
        var look = new ManifestReader(_root);
        return _root.LookAtAll(paths, look.FingerprintAt);
    }

    /// <summary>
    /// R1, after the durable claim: from now on the swaps of whoever was fenced find no stage.
    /// </summary>
    /// <param name="epoch">The claim's number; each claim has a higher one.</param>
    /// <exception cref="WorkspaceException">Fenced: a later claim was here.</exception>
    public void Fence(int epoch)
    {
        Enter("fence");
        var claimed = ExecutionName.EpochOf(_stage.Name, _executionId) ?? 0;
        var isThere = _stage.IsThere();
        if (claimed > epoch || !isThere && _session.HasStage(_executionId))
            throw TakenOver();
        if (claimed < epoch && isThere) // one that is gone holds nobody up; FindMissing says so
            _stage.Rename(ExecutionName.Claimed(_executionId, epoch), _mover.FreeName);
        // what is written from here on is judged by its own flushes
        _failuresBefore = _shared.Barrier.Failures;
    }

    /// <summary>
    /// R1, after the fence and before the first undo: what an undo needs and does not find, each as a
    /// conflict. While there is one, nothing may be undone: half of the tree before is worse than none.
    /// </summary>
    /// <param name="rows">The swaps that are to be undone.</param>
    /// <param name="decisions">What a person decided; what others have there is then needed no more.</param>
    /// <exception cref="WorkspaceException">The stage cannot be looked at.</exception>
    public ImmutableArray<UndoOutcome> FindMissing(
        IReadOnlyList<UndoRow> rows, IReadOnlyDictionary<string, ConflictChoice> decisions)
    {
        Enter("check");
        var undo = GetUndo();
        ImmutableArray<UndoOutcome> missing =
            [.. rows.Select(row => undo.FindMissing(row, decisions)).OfType<UndoOutcome>()];
        if (missing.IsEmpty && !_stage.IsThere())
            _stage.Remake(DecidedUndo.MarksOf(rows, decisions));
        return missing;
    }

    /// <summary>
    /// R2: undoes one swap; rows in reverse order. Safe to repeat, also for swaps that never happened.
    /// </summary>
    /// <returns>How it ended; never an exception for what the disk or other programs did.</returns>
    public UndoOutcome Undo(UndoRow row) => Undo(row, FrozenDictionary<string, ConflictChoice>.Empty);

    /// <summary>The same, where a person has decided about conflicts.</summary>
    /// <param name="row">The swap.</param>
    /// <param name="decisions">What was decided, by path; a conflict without a decision stays one.</param>
    public UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions)
    {
        Enter("undo");
        var undo = GetUndo();
        var outcome = undo.Undo(row, decisions);
        return outcome.Verdict is UndoVerdict.Failed && _reservedSpace.Release() ? undo.Undo(row, decisions)
            : outcome;
    }

    /// <summary>
    /// P9 and R5: removes the stage; only after the end is durable, or when nothing has acted.
    /// </summary>
    /// <returns>
    /// What was not removed but taken to <c>.argo/conflicts/</c>, because others have written to it, or may.
    /// </returns>
    /// <exception cref="WorkspaceException">Something cannot be removed; it can be tried again.</exception>
    public ImmutableArray<Drift> Collect()
    {
        Enter("collect");
        var kept = _plan is null
            ? []
            : new KeptOriginals(_root, _stage, _mover, _shelf, _fileSystem, _plan).Keep();
        if (!kept.IsEmpty)
            _shared.Barrier.Join(_root.Kernel).OrThrow("flush", "");
        RemoveStage();
        return kept;
    }

    // The stage last: while it is there, a collection that was stopped is known to be unfinished.
    private void RemoveStage()
    {
        var drafts = _isReopened ? _session.DraftsOf(_executionId, upTo: _stage.Name) : [];
        foreach (var name in drafts.Append(_stage.Name))
            new TreeRemoval(_root.Kernel, _stage.Shown("")).Remove(_stage.At, PathBytes.OfName(name));
    }

    /// <summary>
    /// Leaves the workspace; what is staged stays. The last execution out releases the lock.
    /// </summary>
    public void Dispose()
    {
        _shared.Dispose();
        _root.Dispose();
    }

    private DecidedUndo GetUndo() => _undo ??= new DecidedUndo(new UndoContext(
        _root,
        _stage,
        _mover,
        _shelf,
        _plan ?? throw new InvalidOperationException("There is no undo plan."),
        _markBoot));

    /// <summary>Holds the ballast; where there is no room even for that, leaves no stage behind.</summary>
    private static WorkspaceTransaction Ready(WorkspaceTransaction transaction, long ballastBytes)
    {
        try
        {
            transaction._reservedSpace.Hold(ballastBytes);
            return transaction;
        }
        catch (WorkspaceException)
        {
            transaction.RemoveStage();
            throw;
        }
    }

    private WorkspaceException TakenOver() => new(
        WorkspaceFault.Fenced,
        $"Execution '{_executionId}' was claimed by another recovery. Look at its result there.");

    private void Enter(string phase) => _failpoints?.Enter(phase);
}
