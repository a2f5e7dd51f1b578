using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>
/// A workspace, and beside it what no attack may reach: compared byte by byte, with all times.
/// </summary>
internal sealed class AttackedTree : IDisposable
{
    public const string ItemText = "a secret to edit";

    private readonly TempTree _tree;
    private readonly TreeManifest _canary;
    private readonly (string Path, DateTime Written)[] _canaryTimes;
    private (HostileObject Prank, string At, string? Displaced)? _planted;

    public AttackedTree(string? under = null)
    {
        _tree = new TempTree(under ?? (Directory.Exists("/dev/shm") ? "/dev/shm" : null))
            .Put("a.txt", "a", "0600")
            .Put("box/item", ItemText, "0640")
            .Put("box/sub/inner", "inside")
            .Put("top/box/item", ItemText, "0640")
            .Put("top/box/sub/inner", "inside")
            .Put("chain/plain", "x")
            .Link("chain/up", "../..");
        foreach (var name in (string[])
            ["secret", "evil/item", "evil/sub/inner", "evil/first", "above/box/item", "above/box/sub/inner"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Outside(name))!);
            File.WriteAllText(Outside(name), "an outside secret");
        }
        Directory.CreateDirectory(_tree.Outside("away"));
        for (var n = 0; n < 41; n++)
            _tree.Link($"chain/c{n}", n == 40 ? "../../out/evil" : $"c{n + 1}");
        File.SetLastWriteTimeUtc(_tree.At("box/item"), ItemTime);
        Before = _tree.Capture();
        _canary = TreeManifest.Capture(Outside(""));
        _canaryTimes = [.. CanaryTimes()];
    }

    public string Root => _tree.Root;

    public TreeManifest Before { get; private set; }

    public DateTime ItemTime { get; } = DateTime.UnixEpoch.AddYears(50);

    public string Outside(string name) => Path.Combine(_tree.Outside("out"), name);

    public string At(string path) => _tree.At(path);

    public TreeManifest Capture() => _tree.Capture();

    /// <summary>Something of the seed is different here; the canary is not.</summary>
    public AttackedTree Seeded(Action<TempTree> change)
    {
        change(_tree);
        Before = _tree.Capture();
        return this;
    }

    /// <summary>Plays a prank, and returns what the path is from then on.</summary>
    public string Plant(HostileObject hostile, string path)
    {
        var at = _tree.At(path);
        string? displaced = null;
        if (hostile.Stays && !IsThere(at))
            return Look(at); // the plan has taken it already: there is nothing to play it on
        if (!hostile.Stays && IsThere(at))
        {
            displaced = hostile.MovesOut ? _tree.Outside("away/was") : _tree.At("was");
            Rename(at, displaced);
        }
        _planted = (hostile, at, displaced);
        hostile.Put(this, at);
        return Look(at);
    }

    /// <summary>What was done to what the attacker had put; nothing, if it is as it was put.</summary>
    public IEnumerable<string> Harm(string? planted)
    {
        if (_planted is not var (hostile, at, _))
            return [];
        if (hostile.TakesOver)
            return hostile.Spoilt(at);
        return Look(at) is var now && now != planted
            ? [$"what others put there was {planted}, and is {now}"] : [];
    }

    /// <summary>
    /// Takes the prank away and puts back what was there; false where it cannot be told apart now.
    /// </summary>
    public bool Lift()
    {
        if (_planted is not var (hostile, at, displaced))
            return true;
        _planted = null;
        hostile.Lift(this, at);
        if (hostile.Stays)
            return true;
        if (Directory.Exists(at) && new FileInfo(at).LinkTarget is null)
            Directory.Delete(at, recursive: true);
        else
            File.Delete(at);
        if (displaced is not null)
            Rename(displaced, at);
        return !hostile.TakesOver;
    }

    /// <summary>What of the outside is no longer as it was; nothing, if all is well.</summary>
    public IEnumerable<string> Escapes() =>
    [
        .. _canary.Diff(TreeManifest.Capture(Outside(""))).Select(line => $"ESCAPE: {line}"),
        .. CanaryTimes().Except(_canaryTimes).Select(now =>
            $"ESCAPE: {now.Path} was changed at {now.Written:O}"),
    ];

    public IEnumerable<string> Stages() =>
        Directory.Exists(At(".argo/x")) ? Directory.GetFileSystemEntries(At(".argo/x")) : [];

    public void Dispose()
    {
        Lift();
        _tree.Dispose();
    }

    private IEnumerable<(string Path, DateTime Written)> CanaryTimes() =>
        new DirectoryInfo(Outside("")).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Append(new DirectoryInfo(Outside("")))
            .Select(entry => (entry.FullName, entry.LastWriteTimeUtc));

    private static bool IsThere(string at) => Path.Exists(at) || new FileInfo(at).LinkTarget is not null;

    private static void Rename(string from, string to)
    {
        if (Directory.Exists(from) && new FileInfo(from).LinkTarget is null)
            Directory.Move(from, to);
        else
            File.Move(from, to);
    }

    /// <summary>The name itself, never through it: kind, size, time and link target.</summary>
    private static string Look(string at)
    {
        var info = new FileInfo(at);
        var what = info.LinkTarget is { } target ? $"link to {target}"
            : Directory.Exists(at) ? "directory" : info.Exists ? $"file {info.Length} {info.Attributes}"
                : "nothing";
        var mode = info.LinkTarget is null && Path.Exists(at) ? File.GetUnixFileMode(at) : default;
        return $"{what} {mode} {info.LastWriteTimeUtc.Ticks}";
    }
}
