using System.Collections.Immutable;

namespace Argo.Tidy.Tests.Reading;

/// <summary>The repository's files, without what <c>.gitignore</c> names.</summary>
internal sealed record SourceTree(ImmutableArray<SourceFile> Files)
{
    private const int LargestText = 1_000_000;

    /// <summary>The tree that holds this test; ARGO_TIDY_ROOT names another, such as a branch's.</summary>
    public static SourceTree Here() =>
        Read(Environment.GetEnvironmentVariable("ARGO_TIDY_ROOT") ?? FindRoot(AppContext.BaseDirectory));

    public static SourceTree Read(string root)
    {
        var ignored = new IgnoreList(Path.Combine(root, ".gitignore"));
        return new([.. Walk(new DirectoryInfo(root), ignored)
            .Select(file => Load(file, Path.GetRelativePath(root, file.FullName).Replace('\\', '/')))
            .OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    public SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, IgnoreList ignored) =>
        folder.EnumerateFileSystemInfos().Where(entry => !ignored.Names(entry)).SelectMany(
            entry => entry is DirectoryInfo child ? Walk(child, ignored) : [(FileInfo)entry]);

    private static SourceFile Load(FileInfo file, string path)
    {
        var text = file.Length > LargestText ? "" : File.ReadAllText(file.FullName);
        return new SourceFile(path, text.Contains('\0', StringComparison.Ordinal) ? "" : text, file.Length);
    }

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Argo.Actors.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException(
            $"No Argo.Actors.sln above {start}; set ARGO_TIDY_ROOT to the repository's root.");
    }
}
