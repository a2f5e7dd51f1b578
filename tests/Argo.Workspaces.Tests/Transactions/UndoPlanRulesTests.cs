using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// An undo plan from a journal that somebody has written to: refused as a whole before anything is touched.
/// </summary>
public sealed class UndoPlanRulesTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public void Dispose() => _tree.Dispose();

    public static TheoryData<string> Forgeries => [.. Forged.Keys];

    private static Dictionary<string, Func<UndoRow, UndoRow>> Forged => new()
    {
        ["outside"] = row => row with { Path = "../a.txt" },
        ["outside by a detour"] = row => row with { Path = "dir/../../a.txt" },
        ["absolute"] = row => row with { Path = "/etc/passwd" },
        ["the vault"] = row => row with { Path = ".argo/lock" },
        ["the root"] = row => row with { Path = "" },
        ["no path"] = row => row with { Path = null! },
        ["a destination outside"] = row => row with { Kind = SwapKind.Move, Destination = "../b" },
        ["a move to nowhere"] = row => row with { Kind = SwapKind.Move },
        ["a destination of no move"] = row => row with { Destination = "b" },
        ["a backup outside"] = row => row with { BackupName = "../../a.txt" },
        ["a mode that is none"] = row =>
            row with { Kind = SwapKind.Chmod, ModeBefore = "0644", ModeAfter = "rwx" },
        ["a number below 0"] = row => row with { Swap = -1 },
        ["a number taken"] = row => row with { Swap = 0 },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_plan_with_a_forged_row_should_be_refused_and_nothing_touched(string forgery)
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put("a.txt", "1"), Some.Put("n.txt", "2")).ActAll();
        run.Dispose();
        var left = _tree.Capture();
        var plan =
            run.Journaled! with { Rows = [run.Journaled.Rows[0], Forged[forgery](run.Journaled.Rows[1])] };

        var refusal = Assert.Throws<WorkspaceException>(
            () => WorkspaceTransaction.Reopen(_tree.Root, "ws", "exec-1", plan, new TransactionOptions()));
        Assert.Equal(WorkspaceFault.Refused, refusal.Fault);
        Assert.Contains("quarantined", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(left.Diff(_tree.Capture()));
        Assert.True(_tree.Exists(".argo/x/exec-1/0"));
        Assert.Null(WorkspaceTransaction.FindHolder(_tree.Root));
    }
}
