using Argo.Artifacts.Files;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>A disk in memory: what is seen of it, what of that is durable, and who holds its locks.</summary>
internal sealed class SimulatedDisk
{
    private const long TickNs = 1_000_003;
    private static int _disks;
    private readonly List<Pending> _log = [];
    private readonly Stack<ulong> _freeNumbers = [];
    private readonly Random _dice;
    private Image _durable;
    private long _nowNs = 1_700_000_000_000_000_000;
    private int _ids;
    private int _calls;
    private int _boots;

    public SimulatedDisk(Traits traits, Random dice)
    {
        (Traits, _dice) = (traits, dice);
        Device = (ulong)Interlocked.Increment(ref _disks) << 8;
        var root = NewNode(EntryKind.Directory);
        (root.Mode, root.Links) = (0b111_101_101, 1);
        Live = Image.WithRoot(root);
        _durable = Live.Copy();
    }

    public Traits Traits { get; }

    /// <summary>Its number; others use the next ones for the same disk seen from another machine.</summary>
    public ulong Device { get; }

    public string BootId => $"boot-{_boots}";

    /// <summary>As it is seen.</summary>
    public Image Live { get; private set; }

    /// <summary>Who holds the lock of an inode.</summary>
    public Dictionary<int, object> Locks { get; } = [];

    /// <summary>The inodes that other programs hold open for writing.</summary>
    public HashSet<int> Writers { get; } = [];

    /// <summary>Whether something that another program did was lost by a power cut, or by a failed
    /// flush.</summary>
    public bool LostForeign { get; private set; }

    public long Now() => _nowNs += TickNs;

    /// <summary>An inode; its number may be that of one that is gone, its birth time never is.</summary>
    public Node NewNode(EntryKind kind)
    {
        var id = ++_ids;
        var number = _freeNumbers.Count > 0 && _dice.Next(2) == 0 ? _freeNumbers.Pop() : (ulong)id + 10;
        return new Node(id, number, kind, Now());
    }

    /// <summary>Makes the edits of one call visible at once.</summary>
    public void Commit(bool isForeign, params ReadOnlySpan<Edit> edits)
    {
        _calls++;
        var ofDirectory = false;
        foreach (var edit in edits)
            ofDirectory |= edit is Edit.Entry entry && IsOfDirectory(entry, edits);
        foreach (var edit in edits)
        {
            var old = edit is Edit.Entry { Node: null } e ? Live.Find(Live[e.Directory], e.Name) : null;
            Live.Apply(edit);
            _log.Add(new Pending(edit, _calls, isForeign, ofDirectory));
            if (old is { Links: 0 })
                _freeNumbers.Push(old.Number);
        }
    }

    /// <summary>All that is seen is durable, but for what an earlier flush has lost.</summary>
    public void Flush()
    {
        LostForeign |= _log.Exists(p => p is { IsDoomed: true, IsForeign: true });
        foreach (var pending in _log.Where(p => !p.IsDoomed))
            _durable.Apply(pending.Edit);
        _log.Clear();
    }

    /// <summary>A flush that fails: some bytes never reach the disk, though they are seen until the power
    /// goes.</summary>
    public void FailToFlush()
    {
        foreach (var pending in _log.Where(p => p.Edit is Edit.Data && _dice.Next(2) == 0))
            pending.IsDoomed = true;
    }

    /// <summary>The power goes; the disk is checked and mounted again.</summary>
    public void CutPower()
    {
        LostForeign |= !new PowerCut(Traits, _dice).Apply(_durable, _log);
        Live = _durable.Copy();
        _log.Clear();
        _freeNumbers.Clear();
        Locks.Clear();
        Writers.Clear();
        _boots++;
    }

    private bool IsOfDirectory(Edit.Entry entry, ReadOnlySpan<Edit> edits)
    {
        foreach (var edit in edits)
        {
            if (edit is Edit.Make make && make.Node.Id == entry.Node)
                return make.Node.Kind is EntryKind.Directory;
        }
        return entry.Node is { } id && Live[id].Kind is EntryKind.Directory
            || Live.Find(Live[entry.Directory], entry.Name) is { Kind: EntryKind.Directory };
    }
}
