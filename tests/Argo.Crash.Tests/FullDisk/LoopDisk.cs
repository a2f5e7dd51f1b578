using Argo.Crash.Tests.Scenes;

namespace Argo.Crash.Tests.FullDisk;

/// <summary>A file system in a file.</summary>
internal sealed class LoopDisk : IDisposable
{
    private readonly string _image;

    public LoopDisk(string image, string fileSystem, string size, string at)
    {
        (_image, At) = (image, at);
        Directory.CreateDirectory(at);
        Shell.Run("truncate", "-s", size, image);
        Shell.Run($"mkfs.{fileSystem}", fileSystem == "ext4" ? ["-q", "-F", image] : ["-q", "-f", image]);
        Shell.Run("mount", "-o", "loop", image, at);
    }

    public string At { get; }

    /// <summary>As after a restart: what was only in memory is gone.</summary>
    public void Remount()
    {
        Shell.Unmount(At);
        Shell.Run("mount", "-o", "loop", _image, At);
    }

    public void Dispose() => Shell.Try("umount", "-l", At);
}
