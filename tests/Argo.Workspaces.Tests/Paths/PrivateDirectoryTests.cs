using System.Diagnostics;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Tests.Paths;

/// <summary>
/// A directory that others could change, or put another in the place of, is told with a remedy.
/// </summary>
public sealed class PrivateDirectoryTests : IDisposable
{
    private const UnixFileMode Private =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _scratch = Directory.CreateTempSubdirectory("argo-private-").FullName;
    private readonly string _above;
    private readonly string _directory;

    public PrivateDirectoryTests()
    {
        _above = Directory.CreateDirectory(Path.Combine(_scratch, "above"), Private).FullName;
        _directory = Directory.CreateDirectory(Path.Combine(_above, "data"), Private).FullName;
    }

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public void A_directory_of_this_user_alone_should_have_no_fault_below_a_sticky_one() =>
        Assert.Empty(PrivateDirectory.FindFaults(_directory, "argo.db")); // it lies in /tmp

    [Theory]
    [InlineData("777")]
    [InlineData("770")]
    [InlineData("702")]
    [InlineData("1777")] // the sticky bit keeps nobody from adding names
    public void A_directory_that_others_may_write_should_be_told(string mode)
    {
        SetMode(_directory, mode);
        var fault = Assert.Single(PrivateDirectory.FindFaults(_directory));
        Assert.Equal(_directory, fault.Path);
        Assert.Contains("others may change", fault.Problem, StringComparison.Ordinal);
        Run("sh", "-c", fault.Remedy.Split("type: ")[1]);
        Assert.Empty(PrivateDirectory.FindFaults(_directory));
    }

    [Theory]
    [InlineData("755")]
    [InlineData("1777")]
    [InlineData("711")]
    public void A_directory_above_that_keeps_others_from_replacing_it_should_do(string mode)
    {
        SetMode(_above, mode);
        Assert.Empty(PrivateDirectory.FindFaults(_directory));
    }

    [Fact]
    public void A_directory_above_in_which_others_may_replace_it_should_be_told()
    {
        SetMode(_above, "777");
        var fault = Assert.Single(PrivateDirectory.FindFaults(_directory));
        Assert.Equal(_above, fault.Path);
        Run("sh", "-c", fault.Remedy.Split("type: ")[1]);
        Assert.Empty(PrivateDirectory.FindFaults(_directory));
    }

    [Fact]
    public void A_directory_that_is_still_to_be_made_should_be_judged_by_those_above()
    {
        Assert.Empty(PrivateDirectory.FindFaults(Path.Combine(_directory, "new/er")));
        SetMode(_above, "777");
        Assert.NotEmpty(PrivateDirectory.FindFaults(Path.Combine(_directory, "new/er")));
    }

    [Fact]
    public void A_link_should_be_followed_and_the_place_that_it_lies_in_be_judged_too()
    {
        var open = Directory.CreateDirectory(Path.Combine(_scratch, "open")).FullName;
        SetMode(open, "777");
        var link = Path.Combine(open, "link");
        Directory.CreateSymbolicLink(link, _directory);
        Assert.Equal(open, Assert.Single(PrivateDirectory.FindFaults(link)).Path);
        SetMode(open, "700");
        Assert.Empty(PrivateDirectory.FindFaults(link));
        SetMode(_directory, "777");
        Assert.Equal(_directory, Assert.Single(PrivateDirectory.FindFaults(link)).Path);
    }

    [Fact]
    public void A_file_in_it_that_others_may_write_should_be_told_where_they_can_reach_it()
    {
        var store = Path.Combine(_directory, "argo.db");
        File.WriteAllText(store, "");
        SetMode(store, "666");
        Assert.Empty(PrivateDirectory.FindFaults(_directory, "argo.db"));
        SetMode(_directory, "755");
        Assert.Equal(store, Assert.Single(PrivateDirectory.FindFaults(_directory, "argo.db")).Path);
    }

    [Fact]
    public void A_directory_of_another_user_should_be_told()
    {
        var foreign = "/usr"; // root's
        if (Environment.UserName == "root")
        {
            Run("chown", "12345", _directory);
            foreign = _directory;
        }

        var fault = Assert.Single(PrivateDirectory.FindFaults(foreign));
        Assert.Contains("belongs to user", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("your own", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_made_should_be_private_at_every_level()
    {
        var deep = Path.Combine(_directory, "a/b/c");
        PrivateDirectory.Make(deep);
        foreach (var made in (string[])["a", "a/b", "a/b/c"])
            Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(_directory, made)));
    }

    private static void SetMode(string path, string octal) =>
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));

    private static void Run(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
