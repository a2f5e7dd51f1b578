using Argo.Artifacts.Undo;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Transactions;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// Another program acts in the very moment of a swap or an undo, and the process dies before it can give
/// back what it took out.
/// </summary>
public sealed class RaceAndCrashTests : IDisposable
{
    private const string Path = "a.txt";
    private readonly TempTree _tree = SeedTree.Make();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("put", true)]
    [InlineData("put", false)]
    [InlineData("remove", true)]
    [InlineData("remove", false)]
    public void What_a_swap_took_out_before_the_process_died_should_survive_every_decision(
        string step, bool keepTheirs)
    {
        using var run = new TransactionRun(
            _tree, new TransactionOptions { Failpoint = ReplaceAndDie("swap").Reach });
        run.Prepare(step == "put" ? Some.Put(Path, "new") : Some.Remove(Path));
        Assert.Throws<CrashException>(() => run.Act(0));
        NeedKept(run, keepTheirs);
    }

    [Theory]
    [InlineData("put", "replaced", true)]
    [InlineData("put", "edited", true)]
    [InlineData("put", "replaced", false)]
    [InlineData("put", "edited", false)]
    [InlineData("create", "replaced", true)]
    [InlineData("create", "edited", true)]
    [InlineData("create", "replaced", false)]
    [InlineData("create", "edited", false)]
    public void What_an_undo_took_out_before_the_process_died_should_survive_every_decision(
        string step, string edit, bool keepTheirs)
    {
        if (step == "create")
            File.Delete(_tree.At(Path));
        using var run = new TransactionRun(_tree);
        run.Prepare(Some.Put(Path, "new")).ActAll();
        var hook = ReplaceAndDie("undo", inPlace: edit == "edited");
        Assert.Throws<CrashException>(
            () => run.Recover(1, new TransactionOptions { Failpoint = hook.Reach }));
        NeedKept(run, keepTheirs);
    }

    private void NeedKept(TransactionRun run, bool keepTheirs)
    {
        var conflict = Assert.Single(run.Recover(2)).Conflict;
        Assert.NotNull(conflict);
        Assert.Contains("foreign", Contents());
        var choice = keepTheirs ? ConflictChoice.KeepTheirs : ConflictChoice.KeepMine;
        var decided = new Dictionary<string, ConflictChoice> { [conflict.Path] = choice };
        var outcome = run.Site.Undo(run.Journaled!.Rows[0], decided);
        if (outcome.Verdict is UndoVerdict.Kept or UndoVerdict.Undone or UndoVerdict.NothingToDo)
            run.Site.Collect();
        Assert.Contains("foreign", Contents());
    }

    private FailpointHook ReplaceAndDie(string phase, bool inPlace = false) => FailpointHook.Watching(name =>
    {
        if (name == $"{phase}.rename.after")
            throw new CrashException(name);
        if (name != $"{phase}.rename.before")
            return;
        var at = _tree.At(inPlace ? Path : "tmp");
        File.WriteAllText(at, "foreign");
        if (!inPlace)
            File.Move(at, _tree.At(Path), overwrite: true);
    });

    private string[] Contents() =>
        [.. Directory.GetFiles(_tree.Root, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).LinkTarget is null).Select(File.ReadAllText)];
}
