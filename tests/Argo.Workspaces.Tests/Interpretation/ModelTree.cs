using System.Text;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;

namespace Argo.Workspaces.Tests.Interpretation;

/// <summary>
/// What a tree is after a plan, by the simplest means: a dictionary, each action written out once more.
/// </summary>
internal sealed class ModelTree
{
    public SortedDictionary<string, Node> Nodes { get; } = new(StringComparer.Ordinal);

    public sealed record Node(EntryKind Kind, string Text = "", string? Mode = null);

    /// <summary>Does a step; false when it cannot be done, and then nothing has changed.</summary>
    public bool Do(PlanStep step)
    {
        var (target, given) = (step.Target, step.Parameters);
        return step.ActionType.Name switch
        {
            "read" => Kind(target) == EntryKind.File,
            "query" => !HasLinkAbove(target),
            "write" => Write(target, given.Content!, given.CreateParents),
            "create" => Kind(target) == EntryKind.Absent && HasParent(target)
                && Set(target, new Node(given.Kind!.Value)),
            "delete" => Delete(target, given.Recursive),
            "move" => Move(target, given.Destination!, given.Overwrite),
            "copy" => Copy(target, given.Destination!, given.Overwrite),
            "chmod" => Kind(target) is EntryKind.File or EntryKind.Directory
                && Set(target, Nodes[target] with { Mode = given.Mode }),
            "modify" => Modify(target, given.Edits[0]),
            _ => throw new ArgumentException(step.ActionType.Name),
        };
    }

    private EntryKind Kind(string path) =>
        !HasLinkAbove(path) && Nodes.TryGetValue(path, out var node) ? node.Kind : EntryKind.Absent;

    private bool HasLinkAbove(string path) =>
        Above(path).Any(parent => Nodes.TryGetValue(parent, out var node) && node.Kind == EntryKind.Symlink);

    private static IEnumerable<string> Above(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1))
            yield return path[..at];
    }

    private bool HasParent(string path) =>
        !path.Contains('/', StringComparison.Ordinal)
            || Kind(path[..path.LastIndexOf('/')]) == EntryKind.Directory;

    private bool Set(string path, Node node)
    {
        Nodes[path] = node;
        return true;
    }

    private bool Write(string target, string text, bool parents)
    {
        if (Kind(target) is not (EntryKind.Absent or EntryKind.File))
            return false;
        var missing = Above(target).Where(parent => !Nodes.ContainsKey(parent)).ToList();
        if (Above(target).Except(missing).Any(parent => Nodes[parent].Kind != EntryKind.Directory)
            || missing.Count > 0 && !parents)
            return false;
        foreach (var parent in missing)
            Nodes[parent] = new Node(EntryKind.Directory);
        return Set(target, new Node(EntryKind.File, text, Nodes.GetValueOrDefault(target)?.Mode));
    }

    private bool Delete(string target, bool recursive)
    {
        var kind = Kind(target);
        if (kind == EntryKind.Absent || kind == EntryKind.Directory && !recursive)
            return false;
        Take(target);
        return true;
    }

    private List<(string Below, Node Node)> Take(string path)
    {
        var taken = Tree(path);
        foreach (var (below, _) in taken)
            Nodes.Remove(path + below);
        return taken;
    }

    private List<(string Below, Node Node)> Tree(string path) =>
        [.. Nodes.Where(node => node.Key == path || node.Key.StartsWith(path + "/", StringComparison.Ordinal))
            .Select(node => (node.Key[path.Length..], node.Value))];

    private bool CanLand(string source, string destination, bool overwrite, bool linksToo)
    {
        var (from, to) = (Kind(source), Kind(destination));
        var replaces = overwrite && from != EntryKind.Directory
            && (to == EntryKind.File || linksToo && to == EntryKind.Symlink);
        return from != EntryKind.Absent && (to == EntryKind.Absent && !HasLinkAbove(destination) || replaces)
            && HasParent(destination)
            && !Above(destination).Contains(source) && !Above(source).Contains(destination)
                && source != destination;
    }

    private bool Move(string source, string destination, bool overwrite)
    {
        if (!CanLand(source, destination, overwrite, linksToo: true))
            return false;
        Nodes.Remove(destination);
        foreach (var (below, node) in Take(source))
            Nodes[destination + below] = node;
        return true;
    }

    private bool Copy(string source, string destination, bool overwrite)
    {
        if (!CanLand(source, destination, overwrite, linksToo: true)
            || Tree(source).Any(node => node.Node.Kind == EntryKind.Symlink))
            return false;
        foreach (var (below, node) in Tree(source))
        {
            var replaced = Nodes.GetValueOrDefault(destination + below); // a file keeps its own bits
            Nodes[destination + below] =
                replaced?.Kind == EntryKind.File ? node with { Mode = replaced.Mode } : node;
        }
        return true;
    }

    private bool Modify(string target, TextEdit edit)
    {
        if (Kind(target) != EntryKind.File || Count(Nodes[target].Text, edit.Find) != edit.Count)
            return false;
        return Set(target, Nodes[target] with { Text = Nodes[target]
            .Text.Replace(edit.Find, edit.Replace, StringComparison.Ordinal) });
    }

    private static int Count(string text, string find) => text.Split(find).Length - 1;

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (path, node) in Nodes)
            text.Append(path).Append(": ").Append(node.Kind).Append(' ').Append(node.Mode).Append(' ')
                .Append(node.Text).Append('\n');
        return text.ToString();
    }
}
