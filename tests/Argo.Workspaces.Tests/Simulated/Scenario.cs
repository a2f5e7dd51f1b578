using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Tests.Simulated.Disk;
using Argo.Workspaces.Tests.Transactions;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>One seeded run: a tree, a plan, what befalls it, its recoveries, and whether all was
/// true.</summary>
internal sealed class Scenario
{
    private const int CallsToBegin = 55;
    private const int CallsOfChange = 24;
    private readonly Random _dice;
    private readonly Mutation _mutation;
    private readonly uint _user;
    private readonly SimulatedDisk _disk;
    private readonly SimulatedJournal _journal = new();
    private readonly SortedDictionary<string, TreeNodeState> _before;
    private readonly SortedDictionary<string, TreeNodeState> _after;
    private readonly List<Change[]> _steps;
    private readonly long _ballastBytes;
    private readonly ForeignWriter _foreignWriter;
    private readonly List<string> _problems = [];
    private readonly List<string> _story = [];
    private bool _somethingBefell;
    private bool _recoveryWasCut;

    private Scenario(int seed, Mutation mutation)
    {
        (_dice, _mutation) = (new Random(seed), mutation);
        var traits = _dice.Next(20) switch
        {
            < 8 => Traits.Xfs,
            < 14 => Traits.Btrfs,
            < 17 => Traits.Fuse,
            _ => Traits.ExFat,
        };
        _user = _dice.Next(2) == 0 ? 0u : 1000u;
        _ballastBytes = _dice.Next(2) == 0 ? 0 : 512;
        _disk = new SimulatedDisk(traits, _dice);
        var maker = new PlanMaker(_dice, _user);
        maker.Seed(_disk);
        _before = TreeState.Of(_disk.Live);
        _steps = maker.Draw();
        _after = maker.Tree;
        _foreignWriter = new ForeignWriter(_disk, _dice, _steps, _before, maker.Token);
        if (_dice.Next(4) == 0)
            _foreignWriter.Hold();
    }

    /// <summary>Plays the scenario of a seed.</summary>
    /// <returns>What was wrong, none if nothing; how it ended; and what happened.</returns>
    public static (List<string> Problems, string End, string Story) Play(int seed, Mutation mutation)
    {
        var scenario = new Scenario(seed, mutation);
        try
        {
            scenario.Play();
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            scenario._problems.Add($"an exception that nobody expects: {bug}");
        }
        var end = $"{scenario._disk.Traits.Class} {scenario._journal.Phase}";
        return (scenario._problems, end, scenario.Story());
    }

    private int Calls => CallsToBegin + CallsOfChange * _steps.Sum(step => step.Length);

    private void Play()
    {
        var first = InjectedFault.Any(_dice, Calls);
        Process(first, process => process.Execute());
        if (first.Kind is FaultKind.ErrorForEver && _dice.Next(2) == 0)
            Process(first with { At = 0 }, process => process.Recover());
        for (var left = _dice.Next(3); left > 0; left--)
        {
            var fault = _dice.Next(10) switch
            {
                0 => new InjectedFault(FaultKind.Foreign, _dice.Next(Calls)),
                1 => new InjectedFault(FaultKind.ForeignAndKill, _dice.Next(Calls)),
                _ => InjectedFault.Crash(_dice, Calls),
            };
            Process(fault, process => process.Recover());
        }
        Settle();
        if (_dice.Next(2) != 0)
            return;
        _story.Add("the power goes at the end");
        _disk.CutPower();
        Settle();
    }

    // With nothing in the way, one recovery has to be enough; the next has nothing left to do.
    private void Settle()
    {
        for (var run = 1; run <= 2; run++)
        {
            Process(InjectedFault.None, process => process.Recover());
            if (!_journal.HasEnded && !IsExcused())
                _problems.Add($"it is {_journal.Phase}: {Left}");
            if (_journal.Phase is not JournalPhase.Completed && !_somethingBefell)
                _problems.Add($"nothing befell it, and yet it is {_journal.Phase}");
            NeedNothingLost();
            if (_journal.HasEnded)
                NeedEmptyVault();
        }
    }

    private void Process(InjectedFault fault, Action<SimulatedProcess> act, bool takesOver = false)
    {
        var injector = new FaultInjector(
            fault, fault.Kind is FaultKind.Pause ? TakeOver : _foreignWriter.Act);
        var kernel = new SimulatedKernel(_disk, injector.Reach)
        {
            EffectiveUser = _user,
            DeviceOffset = takesOver ? 1u : 0,
            TakesContentForIdentity = _mutation is Mutation.ContentForIdentity,
        };
        injector.Kernel = kernel;
        var phase = _journal.Phase;
        try
        {
            act(new SimulatedProcess(kernel, _journal, _steps, IsAsSimulated, _ballastBytes, _mutation)
            {
                LeavesStage = takesOver && _dice.Next(2) == 0,
            });
        }
        catch (CrashException)
        {
            _story.Add("it died");
        }
        kernel.Die();
        _somethingBefell |= injector.HasFallen;
        if (injector.HasFallen && fault.Kind is FaultKind.Cut)
        {
            _disk.CutPower();
            _recoveryWasCut |= phase is not (JournalPhase.Open or JournalPhase.Completed);
        }
        _story.Add(
            $"{(injector.HasFallen ? fault : "nothing")}: {phase} -> {_journal.Phase}, "
            + $"{injector.Calls} calls");
        NeedTruth();
    }

    private bool IsAsSimulated() =>
        TreeState.Differences(_before, TreeState.Of(_disk.Live), node => node?.Foreseen()).Count == 0;

    private void TakeOver()
    {
        _disk.Locks.Clear(); // as where a lease runs out
        Process(InjectedFault.None, process => process.Recover(), takesOver: true);
    }

    private void NeedTruth()
    {
        var wanted = _journal.Phase switch
        {
            JournalPhase.Completed => _after,
            JournalPhase.RolledBack or JournalPhase.Aborted or JournalPhase.Open => _before,
            _ => null,
        };
        if (wanted is null)
            return;
        Func<TreeNodeState?, TreeNodeState?> seen = wanted == _after ? node => node?.Foreseen()
            : _disk.Traits.Exchanges ? node => node is null ? null : node with { IsShared = false }
            : node => node is null ? null : node with { Inode = 0, IsShared = false };
        var now = TreeState.Of(_disk.Live);
        var differences = TreeState.Differences(wanted, now, seen);
        foreach (var path in differences.Where(path => !_foreignWriter.HasTouched(path)))
        {
            _problems.Add($"{_journal.Phase}, and {path}: wanted {wanted.GetValueOrDefault(path)}, "
                + $"found {now.GetValueOrDefault(path)}");
        }
    }

    private void NeedNothingLost()
    {
        var contents = TreeState.Contents(_disk.Live);
        var lost = _foreignWriter.Written.Except(contents).ToList();
        if (lost.Count > 0 && !_disk.LostForeign && _disk.Traits.Exchanges)
            _problems.Add($"foreign bytes are lost: {string.Join(", ", lost)}");
        var isParked = _journal.Phase is JournalPhase.Parked;
        if (_journal.Phase is JournalPhase.Completed || isParked && MayLoseCopies)
            return;
        var files = _before.Values.Where(node => node.Kind is EntryKind.File);
        var gone = files.Select(file => file.Content).Except(_foreignWriter.Destroyed).Except(contents)
            .ToList();
        if (gone.Count > 0)
            _problems.Add($"originals are lost: {string.Join(", ", gone)}");
    }

    private void NeedEmptyVault()
    {
        if (_disk.Live.Find(_disk.Live.Root, TreeState.Vault) is not { } vault)
            return;
        string[] known = [".gitignore", "conflicts", "lock", "x"];
        _problems.AddRange(vault.Names.Keys.Except(known).Select(name => $"{name} is left in the vault"));
        var inside = _disk.Live.Find(vault, "x") is { } stages ? stages.Names.Keys.ToList() : [];
        var aside = _disk.Live.Find(vault, "conflicts") is { } conflicts ? conflicts.Names.Keys.ToList() : [];
        if (inside.Count > 0 || aside.Count > 0 && !MayBeSetAside)
            _problems.Add($"left in the vault: {string.Join(", ", inside)}; {string.Join(", ", aside)}");
    }

    // Somebody else is in the way; or class C has left its empty file, which cannot be told from somebody
    // else's.
    private bool IsExcused() => _foreignWriter.Touched.Count > 0
        || !_disk.Traits.HasLinks && _somethingBefell
            && Left.Contains("0 bytes", StringComparison.Ordinal)
        || MayLoseCopies && Left.Contains("not in the vault", StringComparison.Ordinal);

    // What others have put in the way, or may still write to.
    private bool MayBeSetAside => _foreignWriter.Touched.Count > 0 || _foreignWriter.HasHeld;

    private string Left => string.Join("; ", _journal.Left.Select(left => left.Detail));

    // Where an object has one name only, its copy has none left while it is put back: GUARANTEES says so.
    private bool MayLoseCopies => !_disk.Traits.HasLinks && _recoveryWasCut;

    private string Story() => string.Join('\n',
    [
        $"{_disk.Traits}, user {_user}",
        $"tree: {string.Join(", ", _before.Select(pair => $"{pair.Key} ({pair.Value.Kind})"))}",
        .. _steps.Select((step, number) => $"step {number}: {string.Join<Change>("; ", step)}"),
        .. _story,
    ]);
}
