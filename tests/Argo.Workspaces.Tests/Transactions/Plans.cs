using Argo.Artifacts.Files;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// Plans on the tree of <see cref="ExecutionSiteTests"/>: a.txt, dir/b.txt, dir/sub/c.txt, link.
/// </summary>
internal static class Plans
{
    /// <summary>
    /// Every kind of swap; several on one path; nested in what the plan makes, moves and deletes.
    /// </summary>
    public static Change[] Everything =>
    [
        Some.Put("a.txt", "first"),
        Some.Put("a.txt", "second"),
        Some.Mode("a.txt", Octal.Parse("0600")),
        Some.Make("made"),
        Some.Make("made/deep"),
        Some.Put("made/deep/f.txt", "nested"),
        Some.Put("made/deep/f.txt", "nested again"),
        Some.Move("made/deep/f.txt", "made/g.txt"),
        Some.Remove("made/g.txt"),
        Some.Move("dir/sub", "made/sub"),
        Some.Put("made/sub/c.txt", "changed where it was moved to"),
        Some.Put("made/sub/d.txt", "added there"),
        Some.Move("a.txt", "dir/a.txt"),
        Some.Put("a.txt", "a new file under the old name"),
        Some.Remove("link", EntryKind.Symlink),
        Some.Make("link"),
        Some.Put("link/inside", "a directory where a link was"),
        Some.Remove("dir", EntryKind.Directory),
        Some.Put("dir", "a file where a directory was"),
        Some.Mode("made", Octal.Parse("0700")),
    ];

    /// <summary>Few swaps of every kind, for tests that stop at every call.</summary>
    public static Change[] Short =>
    [
        Some.Put("a.txt", "first"),
        Some.Put("a.txt", "second"),
        Some.Make("made"),
        Some.Put("made/f", "nested"),
        Some.Mode("made/f", Octal.Parse("0600")),
        Some.Move("dir/b.txt", "made/b"),
        Some.Remove("dir", EntryKind.Directory),
        Some.Make("dir"),
        Some.Remove("link", EntryKind.Symlink),
    ];
}
