using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Specs;

public sealed class SourceTreeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("argo-tidy-").FullName;

    [Fact]
    public void Tree_should_leave_out_what_git_ignores()
    {
        Write(".gitignore", "obj/\n*.user\n");
        Write("src/A.cs", "");
        Write("src/obj/B.cs", "");
        Write("src/A.csproj.user", "");
        Write(".git", "gitdir: elsewhere");

        Assert.Equal([".gitignore", "src/A.cs"], SourceTree.Read(_root).Files.Select(file => file.Path));
    }

    [Fact]
    public void A_binary_file_should_have_a_size_and_no_text()
    {
        Write("a.bin", "\0\0\0");
        var file = Assert.Single(SourceTree.Read(_root).Files);
        Assert.Equal((3L, ""), (file.Bytes, file.Text));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
