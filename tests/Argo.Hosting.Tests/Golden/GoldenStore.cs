using System.Diagnostics;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.TreeManifests;

namespace Argo.Hosting.Tests.Golden;

/// <summary>
/// A store that the engine wrote which Argo had before Akka.NET, with its workspace, unpacked at another
/// place than where they were made: <c>Fixtures/golden/make.sh</c> says how.
/// </summary>
internal sealed class GoldenStore : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("argo-golden-").FullName;

    /// <param name="name">Of the archive.</param>
    public GoldenStore(string name)
    {
        var archive = Path.Combine(AppContext.BaseDirectory, "Fixtures", "golden", name + ".tar.gz");
        using var tar = Process.Start("tar", ["-xpzf", archive, "-C", _root]); // it knows the times of links
        tar.WaitForExit();
        Assert.Equal(0, tar.ExitCode);
    }

    public string Workspace => Path.Combine(_root, "ws");

    public Task<HostedArgo> StartAsync() => HostedArgo.InAsync(_root);

    /// <summary>Every path below the workspace, without Argo's own.</summary>
    public TreeManifest Tree() => TreeManifest.Capture(Workspace);

    /// <summary>What lies in the workspace's vault for executions.</summary>
    public string[] Stages() => Directory.GetFileSystemEntries(Path.Combine(Workspace, ".argo", "x"));

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
