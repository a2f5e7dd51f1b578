using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Tests.Simulated.Disk;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>Makes the tree that a scenario begins with.</summary>
internal sealed class TreeSeeder(SimulatedDisk disk, Random dice, uint user, Func<string> token)
{
    /// <summary>A byte that makes a name one that no plan can have.</summary>
    public const char NotUtf8 = '\u00FF';

    private const uint OtherUser = 1000;
    private const int MaxEntries = 4;
    private static readonly int[] FileModes = [0b110_100_100, 0b110_100_000, 0b100_111_101_101];

    public void Fill()
    {
        disk.Live.Root.Uid = user;
        Fill(disk.Live.Root, depth: 0);
        disk.Flush();
    }

    private void Fill(Node directory, int depth)
    {
        var entries = dice.Next(depth == 0 ? 2 : 0, MaxEntries + 1);
        for (var number = 0; number < entries; number++)
        {
            var name = dice.Next(10) == 0 ? $"{NotUtf8}{number}" : $"f{number}";
            var kind = dice.Next(8) switch
            {
                < 4 => EntryKind.File,
                4 => EntryKind.Symlink,
                _ when depth < 3 => EntryKind.Directory,
                _ => EntryKind.File,
            };
            if (kind is EntryKind.File && depth > 0 && disk.Traits.HasLinks && dice.Next(8) == 0
                && FirstFile() is { } shared)
            {
                disk.Commit(false, new Edit.Entry(directory.Id, name, shared.Id, disk.Now()));
                continue;
            }
            var made = Make(directory, name, kind);
            if (kind is EntryKind.Directory)
                Fill(disk.Live[made], depth + 1);
        }
    }

    private int Make(Node directory, string name, EntryKind kind)
    {
        var node = disk.NewNode(kind);
        (node.Uid, node.Gid) = user == 0 && dice.Next(3) == 0 ? (OtherUser, OtherUser) : (user, user);
        node.Mode = kind switch
        {
            EntryKind.File => FileModes[dice.Next(FileModes.Length)],
            EntryKind.Directory => 0b111_101_101,
            _ => 0b111_111_111,
        };
        node.Bytes = kind switch
        {
            EntryKind.File => Encoding.Latin1.GetBytes(token()),
            EntryKind.Symlink => "f0"u8.ToArray(),
            _ => [],
        };
        if (kind is EntryKind.File && dice.Next(4) == 0)
            node.Attributes["user.note"] = Encoding.Latin1.GetBytes(token());
        disk.Commit(false, new Edit.Make(node), new Edit.Entry(directory.Id, name, node.Id, disk.Now()));
        return node.Id;
    }

    private Node? FirstFile() => disk.Live.Root.Names.Values
        .Select(id => disk.Live[id]).FirstOrDefault(node => node.Kind is EntryKind.File);
}
