using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>Whatever fails: no handle stays open, and not until a garbage collection either.</summary>
public sealed class HandleLeakTests : IDisposable
{
    private readonly TempTree _tree = SeedTree.Make();

    public void Dispose() => _tree.Dispose();

    public static TheoryData<FileSystemClass> Classes => [.. Enum.GetValues<FileSystemClass>()];

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_run_in_which_a_call_fails_should_leave_no_handle_open(FileSystemClass fileSystemClass)
    {
        for (var point = 0; ; point++)
        {
            using var tree = SeedTree.Make();
            var hook = FailpointHook.Failing(point, Errno.InputOutput);
            using (var run = new TransactionRun(tree, Options(hook, fileSystemClass)))
                Try(() => Play(run));
            Assert.Empty(OpenBelow(tree.Root));
            if (!hook.Sprung)
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_recovery_in_which_a_call_fails_should_leave_no_handle_open(FileSystemClass fileSystemClass)
    {
        for (var point = 0; ; point++)
        {
            using var tree = SeedTree.Make();
            var hook = FailpointHook.Failing(point, Errno.InputOutput);
            using (var run = new TransactionRun(tree, Options(FailpointHook.Counting(), fileSystemClass)))
            {
                run.Prepare(Plans.Short).ActAll();
                Try(() => run.Recover(1, Options(hook, fileSystemClass)), () => run.Site.Collect());
            }
            Assert.Empty(OpenBelow(tree.Root));
            if (!hook.Sprung)
                break;
        }
    }

    [Theory]
    [InlineData(".argo", "mode")]
    [InlineData(".argo/x", "mode")]
    [InlineData(".argo/conflicts", "mode")]
    [InlineData(".argo/conflicts", "file")]
    [InlineData(".argo/lock", "directory")]
    public void A_vault_that_is_refused_should_leave_no_handle_open(string path, string how)
    {
        new TransactionRun(_tree).Prepare(Some.Put("n", "x")).Dispose();
        switch (how)
        {
            case "mode":
                File.SetUnixFileMode(_tree.At(path), UnixFileMode.UserRead);
                break;
            case "file":
                Directory.Delete(_tree.At(path));
                File.WriteAllText(_tree.At(path), "planted");
                break;
            default:
                File.Delete(_tree.At(path));
                Directory.CreateDirectory(_tree.At(path));
                break;
        }
        using var run = new TransactionRun(_tree, id: "exec-2");
        Assert.Throws<WorkspaceException>(() => run.Site);
        Assert.Empty(OpenBelow(_tree.Root));
    }

    private static void Play(TransactionRun run)
    {
        if (run.TryPrepare(Plans.Short) is not null)
            return;
        foreach (var step in run.Journaled!.Rows.Select(row => row.StepId).Distinct())
            run.Act(step);
        run.UndoAll();
        run.Site.Collect();
    }

    private static void Try(params Action[] acts)
    {
        try
        {
            Array.ForEach(acts, act => act());
        }
        catch (WorkspaceException)
        {
            // what is asked is only what stays open
        }
    }

    private static TransactionOptions Options(FailpointHook hook, FileSystemClass fileSystemClass) => new()
    {
        Failpoint = hook.Reach, ForcedClass = fileSystemClass, BallastBytes = 4096,
    };

    private static string[] OpenBelow(string root) =>
    [
        .. Directory.GetFiles("/proc/self/fd").Concat(Directory.GetDirectories("/proc/self/fd"))
            .Select(link => new FileInfo(link).LinkTarget).OfType<string>()
            .Where(target => target.StartsWith(root, StringComparison.Ordinal)),
    ];
}
