using Argo.Artifacts.Files;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>The state of a disk: as it is seen, or as it would be after the power is gone.</summary>
internal sealed class Image
{
    private readonly Dictionary<int, Node> _nodes;

    private Image(Dictionary<int, Node> nodes) => _nodes = nodes;

    public static Image WithRoot(Node root) => new(new() { [root.Id] = root }) { RootId = root.Id };

    public int RootId { get; private init; }

    public Node Root => _nodes[RootId];

    public Node this[int id] => _nodes[id];

    public bool Has(int id) => _nodes.ContainsKey(id);

    public Node? Find(Node directory, string name) =>
        directory.Names.TryGetValue(name, out var id) ? _nodes[id] : null;

    public void Apply(Edit edit)
    {
        switch (edit)
        {
            case Edit.Make make:
                _nodes[make.Node.Id] = make.Node.Copy();
                break;
            case Edit.Entry entry:
                Apply(entry);
                break;
            case Edit.Data data:
                (_nodes[data.Node].Bytes, _nodes[data.Node].MtimeNs) = (data.Bytes, data.TimeNs);
                break;
            case Edit.Metadata metadata:
                metadata.Set(_nodes[metadata.Node]);
                break;
            default:
                throw new InvalidOperationException($"{edit.GetType().Name} is no edit.");
        }
    }

    public Image Copy() =>
        new(_nodes.ToDictionary(pair => pair.Key, pair => pair.Value.Copy())) { RootId = RootId };

    /// <summary>What no name leads to is gone, as after a check of the file system; links are counted
    /// anew.</summary>
    public void Settle()
    {
        foreach (var node in _nodes.Values)
            node.Links = 0;
        Root.Links = 1;
        var waiting = new Stack<Node>([Root]);
        while (waiting.TryPop(out var directory))
        {
            foreach (var id in directory.Names.Values)
            {
                var child = _nodes[id];
                if (child.Links++ > 0 || child.Kind is not EntryKind.Directory)
                    continue;
                child.Parent = directory.Id;
                waiting.Push(child);
            }
        }
        foreach (var gone in _nodes.Values.Where(node => node.Links == 0).ToList())
            _nodes.Remove(gone.Id);
    }

    private void Apply(Edit.Entry entry)
    {
        var directory = _nodes[entry.Directory];
        if (Find(directory, entry.Name) is { } old)
            old.Links--;
        directory.Names.Remove(entry.Name);
        directory.MtimeNs = entry.TimeNs;
        if (entry.Node is not { } id)
            return;
        directory.Names[entry.Name] = id;
        _nodes[id].Links++;
        _nodes[id].CtimeNs = entry.TimeNs;
        _nodes[id].Parent = directory.Id;
    }
}
