namespace Argo.Cli.Demo;

/// <summary>
/// Another program: it takes a name between Argo's last look and its rename, and leaves when the undo begins.
/// </summary>
internal sealed class ForeignProcess
{
    private string? _path;
    private int _rename;
    private int _renames;

    /// <summary>Whether it was there.</summary>
    public bool Came { get; private set; }

    /// <summary>Lets it come in the next execution.</summary>
    /// <param name="path">The name it takes.</param>
    /// <param name="rename">Before which of Argo's renames.</param>
    public void Expect(string path, int rename) => (_path, _rename, _renames) = (path, rename, 0);

    /// <summary>What it does at a failpoint of Argo's.</summary>
    public void OnPoint(string point)
    {
        if (_path is null)
            return;
        if (point == "swap.rename.before" && ++_renames == _rename)
        {
            File.WriteAllText(_path, "Written by another program.\n");
            Came = true;
        }
        else if (point.StartsWith("undo.", StringComparison.Ordinal) && Came)
        {
            File.Delete(_path);
            _path = null;
        }
    }
}
