using System.Globalization;
using Argo.Artifacts;
using Argo.Workspaces.Execution;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Staging;
using Argo.Workspaces.Tests.Handles;
using Argo.Workspaces.Tests.Simulation;
using Xunit.Abstractions;
using Some = Argo.Workspaces.Tests.Simulation.Some;

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
        using var siege = new Siege(45, output);
        await CheckAsync(siege, false, ["C:x", @"\\?\C:\x", @"\\.\pipe\x", "c:/windows", @"a\b"]);
        await CheckAsync(siege, true,
            ["CON", "NUL.txt", "COM\u00B9", "file:stream", "box/dot.", "box/space ", "PROGRA~1"]);
        siege.Close(100);
    }

    private async Task RefuseAsync(int number, params string[] paths)
    {
        using var siege = new Siege(number, output);
        await CheckAsync(siege, isLiteral: false, paths);
        siege.Close(50);
    }

    private async Task LiteralAsync(int number, params string[] paths)
    {
        using var siege = new Siege(number, output);
        await CheckAsync(siege, isLiteral: true, paths);
        siege.Close(50);
    }

    private static async Task CheckAsync(Siege siege, bool isLiteral, string[] paths)
    {
        foreach (var path in paths)
        {
            foreach (var verb in Verb.All)
            {
                await siege.CheckAsync(
                    verb.Name, "validation", Shown(path), isLiteral ? "harmless" : "refused", field =>
                    isLiteral ? PlayLiterally(field, verb, path) : Simulate(field, verb, path));
                if (!isLiteral)
                {
                    await siege.CheckAsync(verb.Name, "execution", Shown(path), "refused", field =>
                        Stage(field, verb, path));
                    if (IsAnyName(path))
                        // to the kernel it is a name like another, and a row that has it leads nowhere else
                        continue;
                    await siege.CheckAsync(verb.Name, "recovery", Shown(path), "refused", field =>
                        Undo(field, verb, path));
                }
            }
        }
    }

    private static bool IsAnyName(string path) =>
        path.Contains('\\', StringComparison.Ordinal) || path is ['C' or 'c', ':', ..];

    private static List<string> Simulate(Field field, Verb verb, string path)
    {
        var report = DryRun(field, verb.Step(path));
        var said = report.BlockingReason ?? "";
        return
        [
            .. report.SimulationStatus is SimulationStatus.Blocked ? Array.Empty<string>()
                : ["it was not refused"],
            .. said.Length > 0 && !said.Any(char.IsControl) ? Array.Empty<string>()
                : [$"it said: {Shown(said)}"],
            .. Untouched(field),
        ];
    }

    /// <summary>The plan is altered after its approval: the path is another one when it is staged.</summary>
    private static List<string> Stage(Field field, Verb verb, string path)
    {
        var approved = verb.Step(verb.Benign);
        var order = new SiteOrder
        {
            ExecutionId = "exec-altered",
            Workspace = "ws",
            WorkspaceRoot = field.Root,
            Plan = Some.Plan(verb.Step(path)),
            Report = DryRun(field, approved),
            Simulator = new SimulatorOptions(),
            Options = new SiteOptions { BallastBytes = 0 },
        };
        using var site = PlanSite.Open(order);
        var staged = site.Stage(1);
        site.Collect();
        return [.. staged.Error is null ? ["it was staged"] : Array.Empty<string>(), .. Untouched(field)];
    }

    /// <summary>A row of the journal that has this path, or goes there.</summary>
    private static List<string> Undo(Field field, Verb verb, string path)
    {
        UndoPlan plan;
        using (var site = ExecutionSite.Open(
            field.Root, "ws", "exec-forged", new SiteOptions { BallastBytes = 0 }))
            plan = site.BuildUndoPlan();
        var kind = verb.Name.Split(' ')[0] switch
        {
            "move" => SwapKind.Move,
            "delete" => SwapKind.Delete,
            "chmod" => SwapKind.Chmod,
            "create" => verb.Name is "create directory" ? SwapKind.CreateDirectory : SwapKind.Create,
            _ => SwapKind.Overwrite,
        };
        var identity = new FileIdentity(1, 1, 1, 1, 1);
        var row = new UndoRow
        {
            StepId = 1,
            Swap = 0,
            Kind = kind,
            Path = verb.Name is "move to" ? "a.txt" : path,
            Destination = kind is SwapKind.Move ? verb.Name is "move to" ? path : "free" : null,
            Before = identity,
            After = identity,
            ModeBefore = "0777",
            ModeAfter = "0600",
        };
        var refusal = Record.Exception(() => ExecutionSite.Reopen(
            field.Root, "ws", "exec-forged", plan with { Rows = [row] }, new SiteOptions()).Dispose());
        using (var mine = ExecutionSite.Reopen(field.Root, "ws", "exec-forged", plan, new SiteOptions()))
            mine.Collect();
        return
        [
            .. refusal is WorkspaceException { Fault: WorkspaceFault.Refused } ? Array.Empty<string>()
                : [$"the forged row was taken: {refusal}"],
            .. Untouched(field),
        ];
    }

    /// <summary>
    /// The name is a name: everything is done to it and undone, and its summary shows no raw control letter.
    /// </summary>
    private static List<string> PlayLiterally(Field field, Verb verb, string path)
    {
        if (!verb.Makes)
            Seed(field, verb, path);
        var before = field.Capture();
        var report = DryRun(field, verb.Step(path));
        var bad = new List<string>();
        if (report.SimulationStatus is not SimulationStatus.Success)
            bad.Add($"it was refused: {report.BlockingReason}");
        if (report.Summary.Where(letter => letter != '\n').Any(IsTreacherous))
            bad.Add("the summary that a person sees has a raw control or invisible letter");
        if (bad.Count == 0)
            bad.AddRange(new LiteralRun(field, Some.Plan(verb.Step(path)), report).Play());
        bad.AddRange(before.Diff(field.Capture()).Select(line => $"not undone: {line}"));
        if (!verb.Makes)
            Unseed(field, path);
        return [.. bad, .. Untouched(field)];
    }

    // A tab is shown as it is.
    private static bool IsTreacherous(char letter) => letter != '\t' && (
        char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format);

    private static void Seed(Field field, Verb verb, string path)
    {
        if (Path.Exists(field.At(path)))
            return;
        if (verb.Benign == "box/sub")
            Directory.CreateDirectory(field.At(path));
        else
            File.WriteAllText(field.At(path), Field.ItemText);
    }

    private static void Unseed(Field field, string path)
    {
        if (Directory.Exists(field.At(path)))
            Directory.Delete(field.At(path), recursive: true);
        else
            File.Delete(field.At(path));
    }

    private static DryRunExecutionReport DryRun(Field field, PlanStep step) => new Simulator().Simulate(
        Some.Plan(step), new DryRunRequest { WorkspaceRoot = field.Root, WorkspaceName = "ws" });

    private static IEnumerable<string> Untouched(Field field) =>
        [.. field.Before.Diff(field.Capture()), .. field.Escapes(), .. field.Stages()];

    private static string Shown(string text) =>
        VisibleText.Escape(text.Length > 60 ? $"{text[..30]}...({text.Length})" : text);
}
