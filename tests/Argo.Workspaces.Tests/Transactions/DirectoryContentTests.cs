using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// What is in a directory when its swap takes it out is compared with what was there when it was staged, and
/// with what the earlier steps of the plan made of that.
/// </summary>
public sealed class DirectoryContentTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public void Dispose() => _tree.Dispose();

    public static TheoryData<string, FileSystemClass> Changes => new()
    {
        { "new", FileSystemClass.Exchange }, { "new", FileSystemClass.LinkAndExchange },
        { "new", FileSystemClass.CopyAndRename }, { "edited", FileSystemClass.Exchange },
        { "edited", FileSystemClass.CopyAndRename }, { "replaced", FileSystemClass.Exchange },
        { "gone", FileSystemClass.Exchange }, { "emptied", FileSystemClass.Exchange },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_directory_whose_content_was_changed_before_its_swap_should_be_put_back(
        string how, FileSystemClass fileSystemClass)
    {
        foreach (var change in new[] { Some.Remove("dir", EntryKind.Directory), Some.Move("dir", "z") })
        {
            using var tree = SeedTree.Make();
            using var run = new TransactionRun(
                tree, new TransactionOptions { ForcedClass = fileSystemClass });
            run.Prepare(change);
            Change(tree, how);
            var foreign = tree.Capture();
            var result = run.Act(0);

            Assert.Equal(WorkspaceFault.Conflict, result.Refusal?.Fault);
            Assert.Contains(NameOf(how), result.Refusal!.Message, StringComparison.Ordinal);
            Assert.Empty(result.AppliedSwaps);
            Assert.Equal(UndoVerdict.NothingToDo, Assert.Single(run.UndoAll()).Verdict);
            Assert.Empty(foreign.Diff(tree.Capture()));
        }
    }

    [Fact]
    public void What_the_earlier_steps_changed_in_a_directory_should_not_count_as_foreign()
    {
        using var run = new TransactionRun(_tree);
        run.Prepare(
            Some.Put("dir/b.txt", "edited by the plan"),
            Some.Put("dir/new.txt", "made by the plan"),
            Some.Remove("dir/sub/c.txt"),
            Some.Make("dir/sub/made"),
            Some.Move("a.txt", "dir/sub/made/a.txt"),
            Some.Move("dir/sub", "elsewhere"),
            Some.Put("elsewhere/more", "made after the move"),
            Some.Move("elsewhere", "dir/back"),
            Some.Mode("dir/back", Octal.Parse("0700")),
            Some.Remove("dir", EntryKind.Directory));
        run.ActAll();

        Assert.Empty(run.Site.FindChangedOriginals(all: true));
        Assert.Empty(run.Site.Collect());
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_deleted_directory_whose_content_was_changed_in_the_stage_should_be_found(
        string how, FileSystemClass fileSystemClass)
    {
        using var run = new TransactionRun(_tree, new TransactionOptions { ForcedClass = fileSystemClass });
        run.Prepare(Some.Remove("dir", EntryKind.Directory)).ActAll();
        Assert.Empty(run.Site.FindChangedOriginals(all: true));
        Change(_tree, how, ".argo/x/exec-1/0");

        var changed = Assert.Single(run.Site.FindChangedOriginals(all: true));
        Assert.Equal("dir", changed.Path);
        Assert.Contains(NameOf(how), changed.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new", true)]
    [InlineData("edited", true)]
    [InlineData("replaced", true)]
    [InlineData("gone", false)] // as after a collection that was stopped
    public void A_deleted_directory_with_what_others_wrote_should_be_kept_also_by_another_process(
        string how, bool isKept)
    {
        using (var run = new TransactionRun(_tree))
        {
            run.Prepare(Some.Remove("dir", EntryKind.Directory)).ActAll();
            Change(_tree, how, ".argo/x/exec-1/0");
            run.Dispose();
            using var later = WorkspaceTransaction.Reopen(
                _tree.Root, "ws", "exec-1", run.Journaled, new TransactionOptions());
            var kept = later.Collect();

            Assert.Equal(isKept, !kept.IsEmpty);
            Assert.Equal(isKept, _tree.Exists(".argo/conflicts/exec-1-0"));
        }
        Assert.Empty(Directory.GetFileSystemEntries(_tree.At(".argo/x")));
    }

    [Fact]
    public void Files_of_a_copied_file_or_directory_should_be_compared_before_and_after_the_copy()
    {
        (string, Change)[] copies = [("a.txt", Some.Put("copy", "one")), ("dir", Some.Make("copy"))];
        foreach (var (source, made) in copies)
        {
            using var tree = SeedTree.Make();
            using var run = new TransactionRun(tree);
            Assert.Null(run.Site.Stage(0, [made], source).Error);
            run.Site.Barrier();
            run.Site.BuildUndoPlan();
            File.AppendAllText(tree.At(source == "dir" ? "dir/b.txt" : "a.txt"), " edited");

            Assert.Equal(WorkspaceFault.Conflict, run.Act(0).Refusal?.Fault);
            Assert.False(tree.Exists("copy"));
        }
    }

    private static string NameOf(string how) => how switch
    {
        "new" => "sub/q",
        "emptied" => "sub",
        _ => "b.txt",
    };

    private static void Change(TempTree tree, string how, string directory = "dir")
    {
        switch (how)
        {
            case "new": tree.Put($"{directory}/sub/q", "theirs"); break;
            case "edited": File.AppendAllText(tree.At($"{directory}/b.txt"), " edited"); break;
            case "gone": File.Delete(tree.At($"{directory}/b.txt")); break;
            case "emptied": Directory.Delete(tree.At($"{directory}/sub"), recursive: true); break;
            default:
                var file = tree.At($"{directory}/b.txt");
                tree.Put("tmp", "two");
                File.SetLastWriteTimeUtc(tree.At("tmp"), File.GetLastWriteTimeUtc(file));
                File.Move(tree.At("tmp"), file, overwrite: true);
                break;
        }
    }
}
