using System.Diagnostics;
using Argo.Workspaces.Tests.Handles;

namespace Argo.Workspaces.Tests.Staging;

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
