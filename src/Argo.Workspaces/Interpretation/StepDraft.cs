using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Access;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Interpretation;

/// <summary>What an action finds out about one step: facts, changes, and words for a person.</summary>
internal sealed class StepDraft(PlanStep step, InterpretationContext around)
{
    private const int OwnerMayFill = 0xC0;
    private readonly Dictionary<string, Inheritance> _gives = new(StringComparer.Ordinal);
    private readonly List<string> _met = [];
    private readonly List<string> _unmet = [];
    private readonly List<Change> _changes = [];
    private readonly List<string> _canFail = [];
    private readonly SortedDictionary<string, Fingerprint> _before = new(StringComparer.Ordinal);

    /// <summary>The step.</summary>
    public PlanStep Step => step;

    /// <summary>What it shares with the other steps.</summary>
    public InterpretationContext Around => around;

    /// <summary>Facts that hold.</summary>
    public IReadOnlyList<string> MetFacts => _met;

    /// <summary>Facts that do not hold, each with its remedy.</summary>
    public IReadOnlyList<string> UnmetFacts => _unmet;

    /// <summary>What the step comes to, in order.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>What may still go wrong.</summary>
    public IReadOnlyList<string> CanFail => _canFail;

    /// <summary>Every path looked at, as it is before the step.</summary>
    public IReadOnlyDictionary<string, Fingerprint> Before => _before;

    /// <summary>The change, or what a step that changes nothing finds, in words.</summary>
    public string Prediction { get; private set; } = "";

    /// <summary>How Argo undoes it, in words.</summary>
    public string UndoProcedure { get; private set; } = "";

    /// <summary>Argo's own rating.</summary>
    public SafetyLevel Risk { get; private set; }

    /// <summary>
    /// What the step copies, which must not change before the last of it is copied; null for no copy.
    /// </summary>
    public string? CopiedFrom { get; set; }

    /// <summary>Whether the step itself makes a directory at this path.</summary>
    public bool Makes(string path) =>
        _changes.Exists(change => change is Change.MakeDirectory && change.Path == path);

    /// <summary>
    /// Looks at a path; it becomes part of the witness and of what is compared before the step acts.
    /// </summary>
    public VirtualEntry Look(string path)
    {
        if (path.Length > 0)
        {
            RelativePath.Check(path);
            around.NeedReach(path);
            _before[path] = around.Tree.Print(path);
        }
        return around.Tree.Look(path);
    }

    /// <summary>Notes a fact as met or unmet, and returns which.</summary>
    public bool Check(bool holds, string met, string unmet)
    {
        (holds ? _met : _unmet).Add(holds ? met : unmet);
        return holds;
    }

    /// <summary>Notes a fact that holds.</summary>
    public void Met(string fact) => _met.Add(fact);

    /// <summary>Notes what prevents the step, and the remedy.</summary>
    public void Unmet(string fact) => _unmet.Add(fact);

    /// <summary>Notes what may still go wrong.</summary>
    public void Warn(string text) => _canFail.Add(text);

    /// <summary>Drafts a change; what the kernel would refuse this user is an unmet fact.</summary>
    public void Do(Change change)
    {
        foreach (var reason in new ChangeRights(this).WhyNot(change))
            Unmet(reason);
        if (change is Change.MakeDirectory)
            _gives[change.Path] = Gives(change.Path); // it inherits, and what is made in it inherits the same
        _changes.Add(change);
    }

    /// <summary>
    /// What the directory around a path gives to what is made there, also where this step makes that
    /// directory.
    /// </summary>
    public Inheritance Gives(string path)
    {
        var above = RelativePath.Above(path);
        if (_gives.TryGetValue(above, out var known))
            return known;
        var there = above;
        while (around.Tree.Look(there).Kind != EntryKind.Directory && there.Length > 0)
            there = RelativePath.Above(there);
        return _gives[above] = around.Tree.Gives(there);
    }

    /// <summary>The bits of a new object for which these are asked.</summary>
    /// <param name="path">Where.</param>
    /// <param name="kind">A file or a directory.</param>
    /// <param name="requested">The bits.</param>
    /// <param name="masked">Bits that the umask takes off under a default access list too.</param>
    public int NewMode(string path, EntryKind kind, int requested, int masked = 0) =>
        around.Modes.For(path, kind, requested, Gives(path), masked);

    /// <summary>
    /// Drafts a directory. Until all that belongs into it is there, its owner may write in it; only then it
    /// gets the bits that it is to have, by <see cref="Close"/>.
    /// </summary>
    public void Open(string path, int mode) => Do(new Change.MakeDirectory(path, mode | OwnerMayFill));

    /// <summary>Drafts the bits of a directory that <see cref="Open"/> has made, where they differ.</summary>
    public void Close(string path, int mode)
    {
        if ((mode | OwnerMayFill) != mode)
            Do(new Change.SetMode(path, mode));
    }

    /// <summary>
    /// Leaves out a change that would put at its path just what is there: a new object for the same bytes and
    /// mode, or the mode that it has.
    /// </summary>
    public void LeaveOutWhatIsSo()
    {
        for (var at = _changes.Count - 1; at >= 0; at--)
        {
            if (!IsSo(_changes[at]))
                continue;
            _met.Add($"{StepWording.Quote(_changes[at].Path)} is as the step wants it already");
            _changes.RemoveAt(at);
        }
    }

    private bool IsSo(Change change)
    {
        var now = around.Tree.Look(change.Path);
        return change switch
        {
            Change.PutFile put => now.Kind == EntryKind.File && now.Mode == put.Mode
                && now.Size == put.Content.Length && HasBytes(put.Path, put.Content),
            Change.SetMode set => !now.IsAbsent && now.Mode == set.Mode,
            _ => false,
        };
    }

    /// <remarks>A file that is too large to digest, or may not be read, is written.</remarks>
    private bool HasBytes(string path, IContent wanted)
    {
        try
        {
            return wanted.Length <= around.Limits.DigestedFileBytes
                && around.Tree.Content(path).Sha256 == wanted.Sha256;
        }
        catch (WorkspaceException)
        {
            return false;
        }
    }

    /// <summary>Says what changes, how it is undone, and how risky that is.</summary>
    public void Say(string prediction, string undo, SafetyLevel risk) =>
        (Prediction, UndoProcedure, Risk) = (prediction, undo, risk);

    /// <summary>The bits that the step names, or null; a malformed mode is an unmet fact.</summary>
    public int? NamedMode()
    {
        if (step.Parameters.Mode is not { } text)
            return null;
        var isOctal = text.Length is 3 or 4 && text.All(digit => digit is >= '0' and <= '7');
        if (isOctal)
            return Octal.Parse(text);
        Unmet($"parameters.mode {StepWording.Quote(text)} is no permission; give octal digits, "
            + "such as '0644'");
        return null;
    }
}
