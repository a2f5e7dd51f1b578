using Argo.Workspaces.Transactions;

namespace Argo.Cli.Demo;

/// <summary>
/// Another program: it takes a name between Argo's last look and its rename, and leaves when the undo begins.
/// </summary>
internal sealed class ForeignProcess : IDisposable
{
    private readonly string _path;
    private readonly int _rename;
    private int _renames;

    /// <param name="path">The name it takes.</param>
    /// <param name="rename">Before which of Argo's renames.</param>
    public ForeignProcess(string path, int rename)
    {
        (_path, _rename) = (path, rename);
        Failpoints.Handler = OnPoint;
    }

    /// <summary>Whether it was there.</summary>
    public bool Came { get; private set; }

    public void Dispose() => Failpoints.Handler = null;

    private void OnPoint(string point)
    {
        if (point == "swap.rename.before" && ++_renames == _rename)
        {
            File.WriteAllText(_path, "Written by another program.\n");
            Came = true;
        }
        else if (point.StartsWith("undo.", StringComparison.Ordinal) && Came)
        {
            File.Delete(_path);
        }
    }
}
