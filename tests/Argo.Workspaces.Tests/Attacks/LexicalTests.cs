using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Security;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.TreeManifests;
using Xunit.Abstractions;
using Some = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>
/// The attack list, 1 to 15 and 45: letters. Validation refuses them (or takes them literally); a plan that
/// was altered
/// after its approval is refused at staging; a forged row of the journal is refused before anything is
/// undone.
/// </summary>
public sealed class LexicalTests(ITestOutputHelper output)
{
    [Fact]
    public Task Attack_01_parts_that_climb_should_be_refused() =>
        RefuseAsync(1, "../x", "box/../../x", "../out/secret", "box/../../out/secret", "../../etc/passwd");

    [Fact]
    public Task Attack_02_climbing_as_the_last_part_should_be_refused() =>
        RefuseAsync(2, "..", "../", "box/..", "box/../", "box/sub/../..");

    [Fact]
    public Task Attack_03_absolute_paths_should_be_refused() =>
        RefuseAsync(3, "/etc/passwd", "//etc/passwd", "/", "///", "/../etc/passwd");

    [Fact]
    public Task Attack_04_a_sibling_with_the_same_prefix_should_be_refused() =>
        RefuseAsync(4, "../ws2/secret", "../ws-evil", "../ws/box/item", "../ws/../out/secret");

    [Fact]
    public Task Attack_05_the_root_itself_should_be_refused() =>
        RefuseAsync(5, "", ".", "./", "./.", "box/..", "./box/item");

    [Fact]
    public Task Attack_06_nul_should_never_cut_a_path() =>
        RefuseAsync(6, "ok\0/../../out/secret", "box/item\0", "\0", "box\0/item",
            "box/item\0../../out/secret");

    [Fact]
    public Task Attack_07_too_long_names_and_paths_should_be_refused() => RefuseAsync(
        7, new string('x', 256), "box/" + new string('é', 128),
        string.Concat(Enumerable.Repeat("sub/../", 700))
            + "x", string.Concat(Enumerable.Repeat("sub/", 1100)) + "x");

    [Fact]
    public Task Attack_08_trailing_slashes_and_dots_should_be_refused() =>
        RefuseAsync(8, "chain/up/", "box/item/", "box/item/.", "box/", "box/sub/.", "box//item",
            "box/./item");

    [Fact]
    public Task Attack_09_backslashes_should_be_refused() =>
        RefuseAsync(9, @"..\x", @"box\item", @"box\..\..\x", @"\etc\passwd", @"\\host\share");

    [Fact]
    public Task Attack_10_escapes_should_be_literal() =>
        LiteralAsync(10, "%2e%2e%2fsecret", "%252e%252e", "box%2fitem", "&#46;&#46;", "$HOME", "~", "~root");

    [Fact]
    public Task Attack_11_half_a_surrogate_should_be_refused() =>
        RefuseAsync(11, "box/\uD800", "\uDFFF", "a\uD800b", "box/\uDC00\uD800");

    [Fact]
    public Task Attack_12_names_that_only_normalise_alike_should_be_two() =>
        LiteralAsync(12, "box/e\u0301", "box/\u00e9", "box/\u212B", "box/A\u030A", "box/\uFF0E\uFF0E");

    [Fact]
    public Task Attack_13_names_that_differ_in_case_should_be_two_here() =>
        LiteralAsync(13, "FOO", "foo", "Box", "box/ITEM", "A.TXT", "\u0131", "\u017F");

    [Fact]
    public Task Attack_14_bidi_and_invisible_letters_should_be_literal_and_shown_escaped() =>
        LiteralAsync(14, "box/\u202Egnp.exe", "box/\u200Bitem", "box/it\u200Dem", "box/\uFEFFitem",
            "box/\u2066x");

    [Fact]
    public Task Attack_15_control_letters_and_dashes_should_be_literal_and_shown_escaped() =>
        LiteralAsync(15, "-rf", "--help", " lead", "trail ", "new\nline", "esc\u001b[31m", "tab\t", "*",
            "$(x)", "`x`", "a;b");

    [Fact]
    public async Task Attack_45_names_that_mean_something_on_windows_should_be_refused_or_literal()
    {
        using var matrix = new AttackMatrix(45, output);
        await CheckAsync(matrix, false, ["C:x", @"\\?\C:\x", @"\\.\pipe\x", "c:/windows", @"a\b"]);
        await CheckAsync(matrix, true,
            ["CON", "NUL.txt", "COM\u00B9", "file:stream", "box/dot.", "box/space ", "PROGRA~1"]);
        matrix.Close(100);
    }

    private async Task RefuseAsync(int number, params string[] paths)
    {
        using var matrix = new AttackMatrix(number, output);
        await CheckAsync(matrix, isLiteral: false, paths);
        matrix.Close(50);
    }

    private async Task LiteralAsync(int number, params string[] paths)
    {
        using var matrix = new AttackMatrix(number, output);
        await CheckAsync(matrix, isLiteral: true, paths);
        matrix.Close(50);
    }

    private static async Task CheckAsync(AttackMatrix matrix, bool isLiteral, string[] paths)
    {
        foreach (var path in paths)
        {
            foreach (var step in AttackedStep.All)
            {
                await matrix.CheckAsync(
                    step.Name, "validation", Shown(path), isLiteral ? "harmless" : "refused", tree =>
                    isLiteral ? PlayLiterally(tree, step, path) : Simulate(tree, step, path));
                if (!isLiteral)
                {
                    await matrix.CheckAsync(step.Name, "execution", Shown(path), "refused", tree =>
                        Stage(tree, step, path));
                    if (IsAnyName(path))
                        // to the kernel it is a name like another, and a row that has it leads nowhere else
                        continue;
                    await matrix.CheckAsync(step.Name, "recovery", Shown(path), "refused", tree =>
                        Undo(tree, step, path));
                }
            }
        }
    }

    private static bool IsAnyName(string path) =>
        path.Contains('\\', StringComparison.Ordinal) || path is ['C' or 'c', ':', ..];

    private static List<string> Simulate(AttackedTree tree, AttackedStep step, string path)
    {
        var report = DryRun(tree, step.Step(path));
        var said = report.BlockingReason ?? "";
        return
        [
            .. report.SimulationStatus is SimulationStatus.Blocked ? Array.Empty<string>()
                : ["it was not refused"],
            .. said.Length > 0 && !said.Any(char.IsControl) ? Array.Empty<string>()
                : [$"it said: {Shown(said)}"],
            .. Untouched(tree),
        ];
    }

    /// <summary>The plan is altered after its approval: the path is another one when it is staged.</summary>
    private static List<string> Stage(AttackedTree tree, AttackedStep step, string path)
    {
        var approved = step.Step(step.Benign);
        var order = new PlanTransactionRequest
        {
            ExecutionId = "exec-altered",
            Workspace = "ws",
            WorkspaceRoot = tree.Root,
            Plan = Some.Plan(step.Step(path)),
            Report = DryRun(tree, approved),
            Simulator = new SimulatorOptions(),
            Options = new TransactionOptions { BallastBytes = 0 },
        };
        using var site = PlanTransaction.Open(order);
        var staged = site.Stage(1);
        site.Collect();
        return [.. staged.Error is null ? ["it was staged"] : Array.Empty<string>(), .. Untouched(tree)];
    }

    /// <summary>A row of the journal that has this path, or goes there.</summary>
    private static List<string> Undo(AttackedTree tree, AttackedStep step, string path)
    {
        UndoPlan plan;
        using (var site = WorkspaceTransaction.Open(
            tree.Root, "ws", "exec-forged", new TransactionOptions { BallastBytes = 0 }))
            plan = site.BuildUndoPlan();
        var kind = step.Name.Split(' ')[0] switch
        {
            "move" => SwapKind.Move,
            "delete" => SwapKind.Delete,
            "chmod" => SwapKind.Chmod,
            "create" => step.Name is "create directory" ? SwapKind.CreateDirectory : SwapKind.Create,
            _ => SwapKind.Overwrite,
        };
        var identity = new FileIdentity(1, 1, 1, 1, 1);
        var row = new UndoRow
        {
            StepId = 1,
            Swap = 0,
            Kind = kind,
            Path = step.Name is "move to" ? "a.txt" : path,
            Destination = kind is SwapKind.Move ? step.Name is "move to" ? path : "free" : null,
            Before = identity,
            After = identity,
            ModeBefore = "0777",
            ModeAfter = "0600",
        };
        var refusal = Record.Exception(() => WorkspaceTransaction.Reopen(
            tree.Root, "ws", "exec-forged", plan with { Rows = [row] }, new TransactionOptions()).Dispose());
        using (var mine = WorkspaceTransaction.Reopen(
            tree.Root, "ws", "exec-forged", plan, new TransactionOptions()))
            mine.Collect();
        return
        [
            .. refusal is WorkspaceException { Fault: WorkspaceFault.Refused } ? Array.Empty<string>()
                : [$"the forged row was taken: {refusal}"],
            .. Untouched(tree),
        ];
    }

    /// <summary>
    /// The name is a name: everything is done to it and undone, and its summary shows no raw control letter.
    /// </summary>
    private static List<string> PlayLiterally(AttackedTree tree, AttackedStep step, string path)
    {
        if (!step.Makes)
            Seed(tree, step, path);
        var before = tree.Capture();
        var report = DryRun(tree, step.Step(path));
        var bad = new List<string>();
        if (report.SimulationStatus is not SimulationStatus.Success)
            bad.Add($"it was refused: {report.BlockingReason}");
        if (report.Summary.Where(letter => letter != '\n').Any(IsTreacherous))
            bad.Add("the summary that a person sees has a raw control or invisible letter");
        if (bad.Count == 0)
            bad.AddRange(new LiteralRun(tree, Some.Plan(step.Step(path)), report).Play());
        bad.AddRange(before.Diff(tree.Capture()).Select(line => $"not undone: {line}"));
        if (!step.Makes)
            Unseed(tree, path);
        return [.. bad, .. Untouched(tree)];
    }

    // A tab is shown as it is.
    private static bool IsTreacherous(char letter) => letter != '\t' && (
        char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format);

    private static void Seed(AttackedTree tree, AttackedStep step, string path)
    {
        if (Path.Exists(tree.At(path)))
            return;
        if (step.Benign == "box/sub")
            Directory.CreateDirectory(tree.At(path));
        else
            File.WriteAllText(tree.At(path), AttackedTree.ItemText);
    }

    private static void Unseed(AttackedTree tree, string path)
    {
        if (Directory.Exists(tree.At(path)))
            Directory.Delete(tree.At(path), recursive: true);
        else
            File.Delete(tree.At(path));
    }

    private static DryRunExecutionReport DryRun(AttackedTree tree, PlanStep step) => new Simulator().Simulate(
        Some.Plan(step), new SimulationRequest { WorkspaceRoot = tree.Root, WorkspaceName = "ws" });

    private static IEnumerable<string> Untouched(AttackedTree tree) =>
        [.. tree.Before.Diff(tree.Capture()), .. tree.Escapes(), .. tree.Stages()];

    private static string Shown(string text) =>
        VisibleText.Escape(text.Length > 60 ? $"{text[..30]}...({text.Length})" : text);
}
