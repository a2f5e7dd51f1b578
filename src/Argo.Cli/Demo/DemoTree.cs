using Argo.Workspaces.TreeManifests;

namespace Argo.Cli.Demo;

/// <summary>
/// The small project that the demo acts on: nested directories, several modes, a link, an empty directory.
/// </summary>
internal sealed class DemoTree
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Shared = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Program =
        Shared | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private DemoTree(string root) => Root = root;

    public string Root { get; }

    /// <summary>Makes the tree below an empty directory.</summary>
    public static DemoTree Make(string root)
    {
        var tree = new DemoTree(root);
        tree.Put("README.md", "# Weather station\n\nReads a sensor every minute.\n", Shared);
        tree.Put("bin/station", "#!/bin/sh\nexec python3 -m station \"$@\"\n", Program);
        tree.Put("config/station.ini", "[sensor]\ninterval = 60\nunit = celsius\n", Shared);
        tree.Put("config/secret.ini", "token = 4f1d\n", Private);
        tree.Put("data/2025/january.csv", "day,mean\n1,2.4\n2,1.9\n", Shared);
        tree.Put("data/2025/february.csv", "day,mean\n1,0.7\n2,3.1\n", Shared);
        tree.Put("data/draft.csv", "day,mean\n", Shared);
        tree.Put("docs/guide/install.md", "Copy the files, then start bin/station.\n", Shared);
        Directory.CreateDirectory(Path.Combine(root, "spool"));
        File.CreateSymbolicLink(Path.Combine(root, "latest.csv"), "data/2025/february.csv");
        return tree;
    }

    public string At(string path) => Path.Combine(Root, path);

    /// <summary>Every path, kind, mode, owner, link and byte, as they are now.</summary>
    public TreeManifest Capture() => TreeManifest.Capture(Root);

    private void Put(string path, string text, UnixFileMode mode)
    {
        var full = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(full, mode);
    }
}
