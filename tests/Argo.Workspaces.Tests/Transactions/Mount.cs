using System.Diagnostics;
using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>A file system of a test's own; unmounted afterwards.</summary>
internal sealed class Mount : IDisposable
{
    private Mount(string path) => At = path;

    public string At { get; }

    public static Mount Tmpfs(string path, string options)
    {
        Directory.CreateDirectory(path);
        TempTree.Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
        return new Mount(path);
    }

    /// <summary>An ext4 without a journal, on a loop device.</summary>
    public static Mount PlainExt4(string path, string image)
    {
        Directory.CreateDirectory(path);
        using (var file = File.Create(image))
            file.SetLength(16 << 20);
        TempTree.Run("mkfs.ext4", "-q", "-F", "-O", "^has_journal", image);
        TempTree.Run("mount", "-o", "loop", image, path);
        return new Mount(path);
    }

    public static Mount Bind(string what, string path)
    {
        TempTree.Run("mount", "--bind", what, path);
        return new Mount(path);
    }

    public static Mount Overlay(string path, string lower, string upper, string work)
    {
        foreach (var directory in new[] { path, lower, upper, work })
            Directory.CreateDirectory(directory);
        var layers = $"lowerdir={lower},upperdir={upper},workdir={work}";
        TempTree.Run("mount", "-t", "overlay", "-o", layers, "overlay", path);
        return new Mount(path);
    }

    public void Dispose() => Process.Start("umount", ["-l", At]).WaitForExit();
}
