using Argo.Crash.Tests.Scenes;

namespace Argo.Crash.Tests.FullDisk;

/// <summary>A tmpfs of four megabytes, and somebody who fills it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    public SmallDisk(TempPlace outer, string options = "size=4m")
    {
        _path = Directory.CreateDirectory(outer.At("small")).FullName;
        Shell.Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", _path);
    }

    public string Place => _path;

    private string Filler => Path.Combine(_path, "filler");

    /// <summary>Takes all the room but some.</summary>
    public void FillBut(int bytes)
    {
        using var filler = File.Create(Filler);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            filler.SetLength(Math.Max(0, filler.Length - bytes)); // full, as wanted
        }
    }

    /// <summary>Takes all the inodes but some.</summary>
    public void TakeInodesBut(int count)
    {
        Directory.CreateDirectory(Filler);
        var made = 0;
        try
        {
            for (; ; made++)
                File.Create(Path.Combine(Filler, $"{made}")).Dispose();
        }
        catch (IOException)
        {
            for (var number = Math.Max(0, made - count); number < made; number++)
                File.Delete(Path.Combine(Filler, $"{number}"));
        }
    }

    public void Relieve() => Shell.Run("rm", "-rf", Filler);

    public void Dispose() => Shell.Run("umount", "-l", _path);
}
