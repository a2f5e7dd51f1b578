using System.Text;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Argo.Workspaces.Paths;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Paths;

/// <summary>A directory of a test's own with a workspace <c>ws</c> in it; removed afterwards.</summary>
internal sealed class TempTree : IDisposable
{
    private readonly string _base;

    public TempTree(string? under = null)
    {
        _base = Path.Combine(under ?? Path.GetTempPath(), $"argo-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Root);
    }

    public string Root => Path.Combine(_base, "ws");

    public string Outside(string name) => Path.Combine(_base, name);

    public string At(string path) => Path.Combine(Root, path);

    public TempTree Put(string path, string text, string mode = "0644")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        File.SetUnixFileMode(At(path), (UnixFileMode)Octal.Parse(mode));
        return this;
    }

    public TempTree Dir(string path)
    {
        Directory.CreateDirectory(At(path));
        return this;
    }

    public TempTree Link(string path, string target)
    {
        File.CreateSymbolicLink(At(path), target);
        return this;
    }

    public string Read(string path) => File.ReadAllText(At(path));

    public bool Exists(string path) => Path.Exists(At(path)) || new FileInfo(At(path)).LinkTarget is not null;

    public TreeManifest Capture() => TreeManifest.Capture(Root);

    /// <summary>Gives a file a second name.</summary>
    public void HardLink(string from, string to) => Run("ln", At(from), Path.Combine(Root, to));

    public static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
    }

    /// <summary>Makes a file by a name that need not be UTF-8.</summary>
    public void PutRaw(string directory, byte[] name, string text)
    {
        var kernel = LinuxKernel.Instance;
        using var root = ConfinedRoot.Open(Root);
        using var at = root.OpenDirectory(directory);
        kernel.CreateFile(at, PathBytes.OfName(name), Octal.Parse("0644"), out var file)
            .OrThrow("create", "raw");
        using (file)
            kernel.Write(file, Encoding.UTF8.GetBytes(text), 0, out _).OrThrow("write", "raw");
    }

    public void Dispose()
    {
        if (Directory.Exists(_base))
            Run("rm", "-rf", "--one-file-system", _base); // not .NET's: names may not be UTF-8
    }
}
