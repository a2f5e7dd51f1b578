using Argo.Crash.Tests.Scenes;

namespace Argo.Crash.Tests.PowerLoss;

/// <summary>
/// A real file system on a loop device whose every write is logged, mounted at <see cref="At"/>.
/// </summary>
internal sealed class LoggedDisk : IDisposable
{
    private readonly string _directory;
    private readonly string _pid;
    private readonly string _loop;
    private bool _isOff;

    public LoggedDisk(string directory, string fileSystem)
    {
        _directory = directory;
        _pid = Path.Combine(directory, "pid");
        At = Path.Combine(directory, "m");
        Log = Path.Combine(directory, "l");
        Directory.CreateDirectory(At);
        Shell.Run("truncate", "-s", SizeOf(fileSystem), Path.Combine(directory, "d"));
        Shell.Run("truncate", "-s", "4G", Log);
        Shell.Run("touch", Export);
        Shell.Run(
            "qemu-storage-daemon",
            "--blockdev", $"driver=file,node-name=f0,filename={directory}/d",
            "--blockdev", $"driver=file,node-name=l0,filename={Log}",
            "--blockdev",
            "driver=blklogwrites,node-name=lw,file=f0,log=l0,log-sector-size=512,log-super-update-interval=1",
            "--export", $"type=fuse,id=e0,node-name=lw,mountpoint={Export},writable=on",
            "--pidfile", _pid, "--daemonize");
        _loop = Shell.Run("losetup", "-f", "--show", Export);
        Shell.Run($"mkfs.{fileSystem}", [.. OptionsOf(fileSystem), _loop]);
        Shell.Run("mount", _loop, At);
    }

    public string At { get; }

    public string Log { get; }

    private string Export => Path.Combine(_directory, "e");

    public static string SizeOf(string fileSystem) => fileSystem switch
    {
        "ext4" => "128M",
        "btrfs" => "256M",
        _ => "320M",
    };

    /// <summary>How many entries the log has now, when all that was written has reached it.</summary>
    public int Count() => BlockLog.CountAt(Log);

    public void SwitchOff()
    {
        if (_isOff)
            return;
        _isOff = true;
        Shell.Unmount(At);
        Shell.Run("losetup", "-d", _loop);
        Shell.Run("kill", File.ReadAllText(_pid).Trim());
    }

    public void Dispose()
    {
        if (!_isOff)
        {
            Shell.Try("umount", "-l", At);
            Shell.Try("losetup", "-d", _loop);
            Shell.Try("kill", File.ReadAllText(_pid).Trim());
        }
        Shell.Try("umount", "-l", Export); // the daemon goes in its own time
    }

    private static string[] OptionsOf(string fileSystem) => fileSystem switch
    {
        "ext4" => ["-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0"],
        _ => ["-q", "-f"],
    };
}
