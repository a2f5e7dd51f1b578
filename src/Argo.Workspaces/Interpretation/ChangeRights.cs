using System.Text;
using Argo.Workspaces.Access;
using Argo.Workspaces.Paths;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Interpretation;

/// <summary>
/// Checks each change of a step against what the kernel lets this user do, on the tree as it will be when the
/// step's turn comes. What kind of object a change needs is not checked here: see <see cref="ObjectRules"/>.
/// </summary>
internal sealed class ChangeRights(StepDraft draft)
{
    private readonly InterpretationContext _around = draft.Around;
    private readonly AccessRules _rules = draft.Around.Rules;

    /// <summary>Each reason why the change would be refused, with its remedy.</summary>
    public IEnumerable<string> WhyNot(Change change)
    {
        var reasons = change switch
        {
            Change.PutFile put when Existing(put.Path) is { } file => Replace(put, file),
            Change.PutFile put => Make(put.Path, put.Mode),
            Change.MakeDirectory make => Make(make.Path, make.Mode),
            Change.Remove remove => Take(remove.Path, isMoved: true),
            Change.Rename rename => Rename(rename),
            Change.SetMode set => SetMode(set),
            _ => [],
        };
        return reasons.OfType<string>();
    }

    private IEnumerable<string?> Replace(Change.PutFile put, ObjectRights file)
    {
        var shown = Quote(put.Path);
        yield return Taken(put.Path, file);
        yield return _rules.WhyNotReplaced(file, shown);
        yield return _rules.WhyNotSetGroup(file.Gid, put.Mode ?? 0, shown);
        var origin = _around.Tree.Look(put.Path).Origin;
        if (origin is not null && _around.Book.Disk.UnreadableAttribute(origin) is { } attribute)
        {
            yield return $"the extended attribute {Quote(attribute)} of {shown} may not be read by this "
                + "user, so a new version cannot keep it; make the file readable in a plan of its own";
        }
    }

    private IEnumerable<string?> Make(string path, int? mode)
    {
        var gives = draft.Gives(path);
        yield return WhyNotName(path);
        yield return _rules.WhyNotMade(gives, Directory(RelativePath.Above(path)));
        if (gives.Group is null || _rules.WhyNotMade(gives, "") is null)
            yield return _rules.WhyNotSetGroup(gives.Group ?? _rules.Who.Group, mode ?? 0, Quote(path));
    }

    private IEnumerable<string?> Rename(Change.Rename rename)
    {
        var isMoved = RelativePath.Above(rename.Path) != RelativePath.Above(rename.Destination);
        return Take(rename.Path, isMoved).Append(WhyNotName(rename.Destination));
    }

    private IEnumerable<string?> Take(string path, bool isMoved)
    {
        if (Existing(path) is not { } entry)
            yield break;
        yield return Taken(path, entry);
        yield return _rules.WhyNotCompared(entry, Quote(path));
        if (isMoved)
            yield return _rules.WhyNotMoved(entry, Quote(path), _around.Book.MayChangeNamesIn);
    }

    private IEnumerable<string?> SetMode(Change.SetMode set)
    {
        if (Existing(set.Path) is { } entry)
            yield return _rules.WhyNotMode(entry, set.Mode, Quote(set.Path));
    }

    private string? Taken(string path, ObjectRights entry) =>
        _around.Tree.Rights(RelativePath.Above(path)) is { } directory
            ? _rules.WhyNotTaken(directory, entry, Quote(path))
            : null;

    // What the step itself has removed or made before this change is not there, or is this user's own.
    private ObjectRights? Existing(string path) =>
        _around.Tree.Rights(path) is { } rights
        && !draft.Changes.Any(change => change.Path == path && change is Change.Remove)
            ? rights
            : null;

    private string? WhyNotName(string path)
    {
        var (name, longest) = (RelativePath.Name(path), _around.LongestName);
        return Encoding.UTF8.GetByteCount(name) <= longest
            ? null
            : $"the name {Quote(name)} is too long: this file system takes names of up to {longest} bytes";
    }

    private static string Directory(string path) =>
        path.Length == 0 ? "the workspace's root" : $"the directory {Quote(path)}";
}
