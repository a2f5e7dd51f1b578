using Argo.Workspaces.Tests.Interpretation;

namespace Argo.Hosting.Tests.Properties;

/// <summary>Another program that does one thing, in the plan's paths or beside them.</summary>
internal sealed class ForeignWriter(string root, Random random)
{
    private const string Mark = "a stranger wrote this";
    private readonly RandomPlans _paths = new(random);
    private string? _written;

    /// <summary>What was done, in words; null when nothing was to be done there.</summary>
    public string? Done { get; private set; }

    public void Act()
    {
        var path = _paths.Coin(0.25) ? "outsider" : _paths.Path();
        var at = Path.Combine(root, path);
        Done = $"{Do(at)} '{path}'";
    }

    /// <summary>Whether what was written is nowhere any more.</summary>
    public bool IsLost =>
        _written is not null
            && !DiskTree.Texts(root).Any(text => text.Contains(_written, StringComparison.Ordinal));

    private string Do(string at)
    {
        var (isFile, isDirectory) = (File.Exists(at), Directory.Exists(at));
        switch (random.Next(6))
        {
            case 0 when isFile:
                File.AppendAllText(at, _written = Mark);
                return "edited";
            case 1 when isFile:
                File.WriteAllText(at + ".stranger", _written = Mark);
                File.Move(at + ".stranger", at, overwrite: true);
                return "replaced";
            case 2 when isFile:
                File.Delete(at);
                return "deleted";
            case 3 when isFile || isDirectory:
                File.SetUnixFileMode(
                    at, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                    | UnixFileMode.OtherExecute);
                return "changed the mode of";
            case 4 when isFile || isDirectory:
                Directory.Move(at, $"{at}.taken"); // a file too
                return "renamed";
            case 5 when !isFile && !isDirectory && Directory.Exists(Path.GetDirectoryName(at)):
                File.WriteAllText(at, _written = Mark);
                return "made";
            default:
                return "looked at";
        }
    }
}
