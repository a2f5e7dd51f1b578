using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>
/// The workspace as it will be after the steps so far; the disk shows through where none has changed it.
/// </summary>
/// <remarks>
/// Nothing is ever written. Renaming a directory moves one node, whatever is below it: the node remembers
/// where on
/// the disk it came from. Not thread-safe.
/// </remarks>
internal sealed class Overlay(DiskObservations book)
{
    private readonly OverlayNode.Directory _root = new(Origin: "");
    private readonly SortedDictionary<string, OverlaySnapshot> _originals = new(StringComparer.Ordinal);

    /// <summary>Every path that was changed, as it was just before the first change.</summary>
    public IReadOnlyDictionary<string, OverlaySnapshot> Originals => _originals;

    /// <summary>What is at a path; also <see cref="VirtualEntry.Absent"/> when a parent is missing.</summary>
    /// <exception cref="WorkspaceException">
    /// Refused by the disk: a link or another mount on the way.
    /// </exception>
    public VirtualEntry Look(string path) => Describe(Find(path));

    /// <summary>The fingerprint of what is at a path; a directory's without what is below it.</summary>
    public Fingerprint Print(string path)
    {
        var node = Find(path);
        var entry = Describe(node);
        var digest = node switch
        {
            OverlayNode.File file => file.Content.Sha256,
            OverlayNode.Real real => book.SeenDigest(real.Path),
            _ => null,
        };
        return Fingerprints.Of(entry.Kind, entry.Mode, entry.Size, digest, entry.LinkTarget);
    }

    /// <summary>The bytes of the file at a path.</summary>
    public IContent Content(string path) => ContentOf(Find(path))
        ?? throw new WorkspaceException(
            WorkspaceFault.NotFound, $"{StepWording.Quote(path)} is no file.", path);

    /// <summary>What decides who may do what with the object at a path; null for nothing there.</summary>
    public ObjectRights? Rights(string path) => Find(path) is { } node ? RightsOf(node) : null;

    /// <summary>The directories above a path that the plan has made, or whose mode it has changed.</summary>
    public IEnumerable<(string Path, ObjectRights Rights)> ChangedAbove(string path)
    {
        var directory = _root;
        for (var end = path.IndexOf('/'); end > 0; end = path.IndexOf('/', end + 1))
        {
            var name = path[(path.LastIndexOf('/', end - 1) + 1)..end];
            if (Child(directory, name) is not OverlayNode.Directory next)
                yield break;
            if (next.Owner is not null || next.Mode is not null)
                yield return (path[..end], RightsOf(next));
            directory = next;
        }
    }

    /// <summary>What a directory gives to what is made in it.</summary>
    public Inheritance Gives(string directory)
    {
        var node = Find(directory);
        var list = node switch
        {
            OverlayNode.Directory { Owner: { } owner } => owner.DefaultAcl,
            OverlayNode.Directory { Origin: { } origin } => book.Acl(origin, PosixAcl.DefaultAttribute),
            OverlayNode.Real real => book.Acl(real.Path, PosixAcl.DefaultAttribute),
            _ => null,
        };
        return Inheritance.Of(RightsOf(node!), list);
    }

    /// <summary>What is at a path, with its bytes.</summary>
    public OverlaySnapshot Snapshot(string path)
    {
        var node = Find(path);
        return new OverlaySnapshot(Describe(node), ContentOf(node));
    }

    /// <summary>
    /// Everything below a directory, parents before their entries, sorted by the bytes of the path.
    /// </summary>
    /// <remarks>What of the disk it shows gets its manifest in the witness.</remarks>
    public IReadOnlyList<VirtualBelow> Below(string directory) =>
        Find(directory) is { } node ? new OverlayWalk(book, Describe).Below(node) : [];

    /// <summary>Lands one change; its precondition was checked by whoever made it.</summary>
    public void Apply(Change change)
    {
        switch (change)
        {
            case Change.PutFile put:
                Put(put.Path, FileOf(put));
                break;
            case Change.MakeDirectory make:
                var owner = NewOwner(make.Path, isFile: false);
                Put(make.Path, new OverlayNode.Directory(null, make.Mode ?? 0, owner));
                break;
            case Change.Remove remove:
                Put(remove.Path, null);
                break;
            case Change.Rename rename:
                var moved = Find(rename.Path);
                Put(rename.Path, null);
                Put(rename.Destination, moved);
                break;
            case Change.SetMode set:
                Put(set.Path, WithMode(Find(set.Path), set.Mode));
                break;
            default:
                throw new InvalidOperationException($"The overlay knows no {change.GetType().Name}.");
        }
    }

    private OverlayNode.File FileOf(Change.PutFile put)
    {
        var replaced = Find(put.Path);
        var rights = replaced is null ? null : RightsOf(replaced);
        return new OverlayNode.File(
            put.Content,
            put.Mode ?? rights?.Mode ?? 0,
            rights is null
                ? NewOwner(put.Path, isFile: true)
                : new Ownership(rights.Uid, rights.Gid, rights.Acl, DefaultAcl: null));
    }

    private Ownership NewOwner(string path, bool isFile)
    {
        var (who, gives) = (book.Who, Gives(RelativePath.Above(path)));
        return new Ownership(
            who.User, gives.Group ?? who.Group, gives.DefaultAcl, isFile ? null : gives.DefaultAcl);
    }

    private ObjectRights RightsOf(OverlayNode node)
    {
        var entry = Describe(node);
        var owner = node switch
        {
            OverlayNode.File file => file.Owner,
            OverlayNode.Directory directory => directory.Owner,
            _ => null,
        };
        if (owner is not null)
            return new ObjectRights(entry.Kind, entry.Mode, owner.Uid, owner.Gid, owner.Acl);
        var isUnchanged = entry.Stat!.Mode == entry.Mode;
        return ObjectRights.Of(entry.Stat, book.Acl(entry.Origin!, PosixAcl.AccessAttribute)) with
        {
            Mode = entry.Mode,
            DiskPath = isUnchanged ? entry.Origin : null,
        };
    }

    private OverlayNode? WithMode(OverlayNode? node, int mode) => node switch
    {
        OverlayNode.File file => file with { Mode = mode },
        OverlayNode.Directory directory => directory with { Mode = mode },
        OverlayNode.Real real when book.See(real.Path)?.Kind == EntryKind.Directory =>
            new OverlayNode.Directory(real.Path, mode),
        OverlayNode.Real real => real with { Mode = mode },
        _ => null,
    };

    private IContent? ContentOf(OverlayNode? node) => node switch
    {
        OverlayNode.File file => file.Content,
        OverlayNode.Real real when book.See(real.Path) is { Kind: EntryKind.File } stat =>
            new DiskContent(book, real.Path, stat.Identity.Size),
        _ => null,
    };

    private VirtualEntry Describe(OverlayNode? node) => node switch
    {
        OverlayNode.File file => new(EntryKind.File) { Mode = file.Mode, Size = file.Content.Length },
        OverlayNode.Directory { Origin: { } origin } directory when book.See(origin) is { } stat =>
            VirtualEntry.Of(stat, origin, directory.Mode),
        OverlayNode.Directory directory => new(EntryKind.Directory) { Mode = directory.Mode ?? 0 },
        OverlayNode.Real real when book.See(real.Path) is { } stat =>
            VirtualEntry.Of(stat, real.Path, real.Mode),
        _ => VirtualEntry.Absent,
    };

    private OverlayNode? Find(string path)
    {
        OverlayNode node = _root;
        for (var rest = path; rest.Length > 0;)
        {
            if (node is OverlayNode.Real real)
                return Existing(RelativePath.Join(real.Path, rest));
            if (node is not OverlayNode.Directory directory)
                return null;
            var name = RelativePath.First(rest);
            if (Child(directory, name) is not { } child)
                return null;
            node = child;
            rest = rest.Length == name.Length ? "" : rest[(name.Length + 1)..];
        }
        return node is OverlayNode.Real found && book.See(found.Path) is null ? null : node;
    }

    private OverlayNode.Real? Existing(string realPath) => book.See(realPath) is null ? null : new(realPath);

    private static OverlayNode? Child(OverlayNode.Directory directory, string name)
    {
        if (directory.Names.TryGetValue(name, out var changed))
            return changed;
        return directory.Origin is { } origin ? new OverlayNode.Real(RelativePath.Join(origin, name)) : null;
    }

    private void Put(string path, OverlayNode? node)
    {
        if (!_originals.ContainsKey(path))
            _originals[path] = Snapshot(path);
        Open(RelativePath.Above(path)).Names[RelativePath.Name(path)] = node;
    }

    /// <summary>The directory at a path, as a node whose names can be changed.</summary>
    private OverlayNode.Directory Open(string path)
    {
        var directory = _root;
        foreach (var name in path.Length == 0 ? [] : path.Split('/'))
        {
            var child = Child(directory, name) switch
            {
                OverlayNode.Directory open => open,
                OverlayNode.Real real => new OverlayNode.Directory(real.Path),
                _ => throw new InvalidOperationException($"The overlay has no directory '{path}'."),
            };
            directory.Names[name] = child;
            directory = child;
        }
        return directory;
    }
}
