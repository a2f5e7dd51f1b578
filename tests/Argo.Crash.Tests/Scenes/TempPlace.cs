namespace Argo.Crash.Tests.Scenes;

/// <summary>A directory in memory where there is one; removed afterwards.</summary>
internal sealed class TempPlace : IDisposable
{
    public TempPlace()
    {
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();
        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent,
            $"argo-crash-{Guid.NewGuid():N}")).FullName;
    }

    public string Path { get; }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Shell.Try("rm", "-rf", "--one-file-system", Path);
}
