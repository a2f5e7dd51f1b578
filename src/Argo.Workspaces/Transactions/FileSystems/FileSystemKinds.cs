using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions.FileSystems;

/// <summary>What is known of file systems by their number.</summary>
internal static class FileSystemKinds
{
    /// <summary>ext2, ext3 and ext4 share it; only a journal makes the order of renames sure.</summary>
    public const long Ext = 0xEF53;

    /// <summary>xfs.</summary>
    public const long Xfs = 0x58465342;

    /// <summary>tmpfs, which promises nothing after a power loss.</summary>
    public const long Tmpfs = 0x01021994;

    /// <summary>overlayfs.</summary>
    public const long Overlay = 0x794C7630;

    private const long Nfs = 0x6969;
    private const long Cifs = 0xFF534D42;
    private const long Smb2 = 0xFE534D42;
    private const long Fuse = 0x65735546;
    private const long ExFat = 0x2011BAB0;
    private const long Vfat = 0x4D44;

    private static readonly Dictionary<long, string> Names = new()
    {
        [Ext] = "ext4",
        [Xfs] = "xfs",
        [Tmpfs] = "tmpfs",
        [Overlay] = "overlayfs",
        [Nfs] = "nfs",
        [Cifs] = "cifs",
        [Smb2] = "smb3",
        [0x9123683E] = "btrfs",
        [0xF2F52010] = "f2fs",
        [Fuse] = "fuse",
        [ExFat] = "exfat",
        [Vfat] = "vfat",
        [0x2FC12FC1] = "zfs",
        [0xCA451A4E] = "bcachefs",
        [0x858458F6] = "ramfs",
    };

    /// <summary>Its name; its number in hex when it has none here.</summary>
    public static string NameOf(long magic) =>
        Names.GetValueOrDefault(magic) ?? string.Create(CultureInfo.InvariantCulture, $"0x{magic:x}");

    /// <summary>Whether other machines can change it behind the kernel's back.</summary>
    public static bool IsRemote(long magic) => magic is Nfs or Cifs or Smb2;

    /// <summary>Whether the order of renames survives a power loss.</summary>
    public static bool IsOrdered(long magic, EntryStat root) => magic switch
    {
        Xfs or Tmpfs => true,
        Ext => HasJournal(root.Device) is true,
        _ => false,
    };

    /// <summary>
    /// Whether a power cut can leave a deleted or moved directory in <c>lost+found</c> alone: an ext file
    /// system that is known to have no journal.
    /// </summary>
    public static bool LosesDirectories(long magic, EntryStat root) =>
        magic == Ext && HasJournal(root.Device) is false;

    /// <summary>The class that a kind is known to have; a probe by real calls has the last word.</summary>
    public static FileSystemClass ExpectedClass(long magic, EntryStat root) =>
        IsOrdered(magic, root) ? FileSystemClass.Exchange
        : IsRemote(magic) || magic is Fuse or ExFat or Vfat ? FileSystemClass.CopyAndRename
        : FileSystemClass.LinkAndExchange;

    // The kernel shows the journal's thread there, and none where there is no journal; null where it does not
    // tell, as in a container.
    private static bool? HasJournal(ulong number)
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{number >> 32}:{number & 0xFFFFFFFF}");
        var device = Directory.ResolveLinkTarget($"/sys/dev/block/{numbers}", returnFinalTarget: false);
        var task = $"/sys/fs/ext4/{device?.Name}/journal_task";
        if (device is null || !File.Exists(task))
            return null;
        var text = File.ReadAllText(task).Trim();
        return int.TryParse(text, CultureInfo.InvariantCulture, out var pid) && pid > 0;
    }
}
