using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Access;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>
/// One step of a host's own verb: its parameters, the tree in its turn, and what it changes.
/// </summary>
/// <remarks>
/// Paths are relative to the workspace. Whatever is looked at becomes part of the witness: it must be the
/// same when the plan is executed. Each method that drafts a change also checks what the change needs; what
/// is missing blocks the step, with the reason. A step may change each path once.
/// </remarks>
public sealed class VerbStep
{
    private readonly StepDraft _draft;
    private readonly VerbDescriptor _verb;
    private readonly DraftedPaths _paths = new();
    private readonly Stack<(string Path, int Mode)> _open = new();

    internal VerbStep(StepDraft draft, VerbDescriptor verb) => (_draft, _verb) = (draft, verb);

    /// <summary>The step as planned.</summary>
    public PlanStep Step => _draft.Step;

    /// <summary>
    /// The text or path that the step gives as a parameter of the host's own; null for none.
    /// </summary>
    public string? Text(string parameter) => Value(parameter)?.GetString();

    /// <summary>The same of a flag.</summary>
    public bool Flag(string parameter) => Value(parameter)?.GetBoolean() ?? false;

    /// <summary>The same of a whole number.</summary>
    public long? Number(string parameter) => Value(parameter)?.GetInt64();

    /// <summary>The same of a list; empty for none.</summary>
    public ImmutableArray<string> Texts(string parameter) =>
        Value(parameter) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    /// <summary>What is at a path before the step.</summary>
    public VerbEntry Look(string path)
    {
        var entry = _draft.Look(path);
        return new VerbEntry(entry.Kind, entry.Size, entry.Mode, entry.LinkTarget);
    }

    /// <summary>Needs a fact; the step is blocked where it does not hold.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="met">The fact, for the report.</param>
    /// <param name="unmet">What is in the way, with the remedy.</param>
    /// <returns>Whether it holds.</returns>
    public bool Need(bool holds, string met, string unmet) => _draft.Check(holds, met, unmet);

    /// <summary>Says what may still fail at execution.</summary>
    public void Warn(string text) => _draft.Warn(text);

    /// <summary>The bytes of a file; null when there is no file that can be read whole, which blocks the
    /// step.</summary>
    public byte[]? Read(string path)
    {
        var (entry, limit) = (_draft.Look(path), _draft.Around.Limits.EditedTextBytes);
        if (!FileTargets.NeedFile(_draft, path, entry)
            || !Need(entry.Size <= limit, $"{Quote(path)} can be read whole",
                $"{Quote(path)} has {entry.Size} bytes; {limit} may be read"))
            return null;
        var bytes = new byte[entry.Size];
        using var stream = FileTargets.NeedContent(_draft, path).OpenRead();
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Makes a file with these bytes, or replaces the bytes of one.</summary>
    /// <param name="path">Where.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="mode">Permission bits; null keeps those of the file replaced, or goes by the
    /// umask.</param>
    public void PutFile(string path, ReadOnlyMemory<byte> bytes, int? mode = null)
    {
        _paths.Change(path);
        var entry = _draft.Look(path);
        if (!entry.IsAbsent)
            FileTargets.NeedFile(_draft, path, entry);
        FileTargets.NeedUnpinned(_draft, path, entry);
        Directories.NeedParent(_draft, path);
        var given = mode ?? (entry.IsAbsent
            ? _draft.NewMode(path, EntryKind.File, Inheritance.NewFile)
            : FileTargets.PlainMode(entry));
        _draft.Do(new Change.PutFile(path, new BytesContent(bytes.ToArray()), given));
        FileTargets.WarnOfLinks(_draft, path, entry);
    }

    /// <summary>Makes a directory at a path where nothing is.</summary>
    /// <param name="path">Where.</param>
    /// <param name="mode">Permission bits; null goes by the umask.</param>
    public void MakeDirectory(string path, int? mode = null)
    {
        _paths.Change(path);
        FileTargets.NeedFree(_draft, path, _draft.Look(path), "name another path");
        Directories.NeedParent(_draft, path);
        var named = mode is { } bits
            ? _draft.Gives(path).Complete(EntryKind.Directory, bits)
            : _draft.NewMode(path, EntryKind.Directory, Inheritance.NewDirectory);
        _draft.Open(path, named);
        _open.Push((path, named)); // what belongs into it may still come
    }

    /// <summary>Removes a file or a link, or a directory with everything below it.</summary>
    /// <param name="path">What.</param>
    /// <param name="recursive">Whether it may be a directory.</param>
    public void Remove(string path, bool recursive = false)
    {
        _paths.TakeAway(path);
        Removals.Draft(_draft, path, recursive);
    }

    /// <summary>Gives a file, a link or a directory another, free path.</summary>
    public void Move(string path, string destination)
    {
        if (ObjectRules.WhyNotApart(path, destination) is { } reason)
        {
            _draft.Unmet(reason);
            return;
        }

        _paths.TakeAway(path);
        _paths.TakeAway(destination);
        MoveAction.Draft(_draft, path, destination);
    }

    /// <summary>Sets the permission bits of a file or a directory.</summary>
    public void SetMode(string path, int mode)
    {
        _paths.Change(path);
        ChmodAction.NeedChangeable(_draft, path);
        _draft.Do(new Change.SetMode(path, mode));
    }

    /// <summary>
    /// Says what the step changes and how that is undone; needed where it changes something.
    /// </summary>
    /// <param name="prediction">Such as <c>adds a header to 'a.txt'</c>.</param>
    /// <param name="undo">Such as <c>Puts the original file back from the vault.</c></param>
    /// <param name="risk">How risky it is; the report has the verb's own risk where that is higher.</param>
    public void Describe(string prediction, string undo, SafetyLevel risk = SafetyLevel.Safe) =>
        _draft.Say(prediction, undo, risk);

    /// <summary>Gives directories that the step made the modes that they are to have, and holds the step to
    /// what it must say.</summary>
    internal void Finish()
    {
        foreach (var (path, mode) in _open)
            _draft.Close(path, mode);
        if (_draft.Changes.Count == 0 || _draft.UnmetFacts.Count > 0)
            return;
        var verb = $"the verb '{_verb.Type}'";
        if (_verb.ChangesNothing)
            _draft.Unmet($"{verb} is said to change nothing, and its handler drafts changes");
        else if (_draft.Prediction.Length == 0 || _draft.UndoProcedure.Length == 0)
            _draft.Unmet($"the handler of {verb} does not say what it changes and how that is undone");
    }

    private JsonElement? Value(string parameter)
    {
        if (_verb.Find(parameter) is not { IsOfHost: true } own)
        {
            throw new ArgumentException(
                $"'{parameter}' is not a parameter that only '{_verb.Type}' has; Argo's own are members of "
                + "Step.Parameters.",
                nameof(parameter));
        }

        if (Step.Parameters.Other.TryGetValue(parameter, out var value)
            && value.ValueKind is not JsonValueKind.Null)
            return value;
        return own.Default is { } json ? JsonElement.Parse(json) : null;
    }
}
