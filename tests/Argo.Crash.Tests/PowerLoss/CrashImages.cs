using Argo.Crash.Tests.Scenes;

namespace Argo.Crash.Tests.PowerLoss;

/// <summary>Makes the disk that a power loss leaves.</summary>
internal sealed class CrashImages : IDisposable
{
    private readonly string _base;
    private readonly string _image;
    private readonly BlockLog _log;
    private readonly int _start;

    public CrashImages(string directory, BlockLog log, int start, string size)
    {
        (_base, _image) = (Path.Combine(directory, "base"), Path.Combine(directory, "state"));
        (_log, _start) = (log, start);
        Shell.Run("truncate", "-s", size, _base);
        using var image = File.Open(_base, FileMode.Open);
        log.Apply(image, 0, start);
    }

    public string Make(PowerCut powerCut)
    {
        Shell.Run("cp", "--sparse=always", _base, _image);
        using var image = File.Open(_image, FileMode.Open);
        var durable = Math.Max(_start, _log.DurableOf(powerCut.At));
        _log.Apply(image, _start, durable);
        _log.Apply(image, durable, powerCut.At, powerCut.Survivors());
        return _image;
    }

    public void Dispose()
    {
        File.Delete(_base);
        File.Delete(_image);
    }
}
