namespace Argo.Workspaces.Paths;

/// <summary>Absolute paths with every link on the way resolved, so that one tree has one path.</summary>
public static class CanonicalPath
{
    /// <summary>The path of a directory; parts that are not there stay as they are.</summary>
    public static string Of(string directory)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var root = Path.GetPathRoot(path)!;
        return path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(root, (parent, part) => Target(Path.Combine(parent, part)));
    }

    private static string Target(string path)
    {
        try
        {
            var entry = new DirectoryInfo(path);
            return entry.LinkTarget is null ? path
                : entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path; // links in a circle: whoever opens it is told
        }
    }
}
