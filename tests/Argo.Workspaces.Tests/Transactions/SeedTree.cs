using Argo.Workspaces.Tests.Paths;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>The tree that <see cref="Plans"/> work on.</summary>
internal static class SeedTree
{
    public static TempTree Make() => new TempTree(Directory.Exists("/dev/shm") ? "/dev/shm" : null)
        .Put("a.txt", "one", "0640")
        .Put("dir/b.txt", "two")
        .Put("dir/sub/c.txt", "three")
        .Link("link", "a.txt");
}
