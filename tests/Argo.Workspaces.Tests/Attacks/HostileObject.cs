using System.Collections.Concurrent;
using System.Net.Sockets;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>
/// What somebody else puts at a path, after the object that was there has been put out of the way.
/// </summary>
/// <param name="Name">In the summary and in failures.</param>
/// <param name="Put">Makes the hostile object at a full path.</param>
internal sealed record HostileObject(string Name, Action<AttackedTree, string> Put)
{
    private static readonly ConcurrentDictionary<string, Socket> Sockets = [];

    /// <summary>Why it cannot be played here; null when it can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Undoes what removing a name does not.</summary>
    public Action<AttackedTree, string> Lift { get; init; } = (_, _) => { };

    /// <summary>The object that was there goes to another directory outside the workspace.</summary>
    public bool MovesOut { get; init; }

    /// <summary>The object that was there stays; what is put is a property of it.</summary>
    public bool Stays { get; init; }

    /// <summary>
    /// What is put is a directory like the one that was there: what an undo puts back at its paths is there
    /// from then
    /// on, and goes with it.
    /// </summary>
    public bool TakesOver { get; init; }

    /// <summary>Whether what is in it is still as it was put.</summary>
    public IEnumerable<string> Spoilt(string at) =>
        from name in (string[])["item", "new"]
        let path = Path.Combine(at, name)
        where TakesOver && System.IO.Directory.Exists(at)
            && (!File.Exists(path) || File.ReadAllText(path) != "not yours")
        select $"'{name}', which others made, is not theirs any more";

    private static string? NeedsRoot { get; } = Environment.IsPrivilegedProcess ? null : "needs root";

    public static HostileObject Link(string name, Func<AttackedTree, string> target) =>
        new(name, (tree, at) => File.CreateSymbolicLink(at, target(tree)));

    public static HostileObject HardLink { get; } =
        new("hard link to a file outside", (tree, at) => TempTree.Run("ln", tree.Outside("secret"), at));

    public static HostileObject Fifo { get; } = new("FIFO", (_, at) => TempTree.Run("mkfifo", at));

    public static HostileObject Socket { get; } = new("socket", (_, at) =>
    {
        var socket = Sockets[at] = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        socket.Bind(new UnixDomainSocketEndPoint(at));
    })
    {
        Lift = (_, at) =>
        {
            if (Sockets.TryRemove(at, out var socket))
                socket.Dispose(); // takes the name away too
        },
    };

    public static HostileObject Device(string name, string major, string minor) =>
        new(name, (_, at) => TempTree.Run("mknod", at, "c", major, minor)) { WhyNot = NeedsRoot };

    public static HostileObject Directory { get; } = new("another directory", (_, at) =>
    {
        System.IO.Directory.CreateDirectory(at);
        File.WriteAllText(Path.Combine(at, "item"), "not yours");
        File.WriteAllText(Path.Combine(at, "new"), "not yours");
    })
    { TakesOver = true };

    /// <summary>The same bytes, mode and time under another inode.</summary>
    public static HostileObject Twin { get; } = new("a twin of the file", (tree, at) =>
    {
        File.WriteAllText(at, AttackedTree.ItemText);
        File.SetUnixFileMode(at, (UnixFileMode)Octal.Parse("0640"));
        File.SetLastWriteTimeUtc(at, tree.ItemTime);
    });

    public static HostileObject OtherFile { get; } =
        new("another file", (_, at) => File.WriteAllText(at, "somebody else's, and longer"));

    public static HostileObject MovedOut { get; } =
        new("moved out of the root", (_, _) => { }) { MovesOut = true };

    /// <summary>Another mount, bound from outside.</summary>
    public static HostileObject Bind(string name, Func<AttackedTree, string> what) => new(name, (tree, at) =>
    {
        if (System.IO.Directory.Exists(what(tree)))
            System.IO.Directory.CreateDirectory(at);
        else
            File.WriteAllText(at, "");
        TempTree.Run("mount", "--bind", what(tree), at);
    })
    {
        WhyNot = NeedsRoot,
        Lift = (_, at) => TempTree.Run("umount", at),
    };

    public static HostileObject Pinned(string flag) => new($"chattr +{flag}", (_, at) =>
        TempTree.Run("chattr", $"+{flag}", at))
    {
        WhyNot = NeedsRoot,
        Stays = true,
        Lift = (_, at) => TempTree.Run("chattr", $"-{flag}", at),
    };

    public override string ToString() => Name;
}
