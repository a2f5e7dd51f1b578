using System.Diagnostics;
using System.Globalization;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Paths;
using Argo.Workspaces.Tests.Simulation;

namespace Argo.Workspaces.Tests.Access;

/// <summary>
/// What a plan makes has the owner, the group, the mode and the access control lists that <c>mkdir</c>,
/// <c>touch</c> and <c>cp</c> give in the same place: never more readable, and predicted by the dry run.
/// </summary>
public sealed class SameAsToolsTests
{
    private static readonly string[] Made =
        ["p/a", "p/a/b", "p/a/b/f", "p/t", "p/d", "p/c", "p/tree", "p/tree/f", "p/d/deeper"];

    private static readonly string[] Directories = ["0755", "2775", "0700", "1777"];
    private static readonly string[] Files = ["0644", "0600", "0664", "0755", "0440", "4755"];

    private static readonly string[] Lists =
        ["u:1000:rwx", "u:1000:r,g:2000:rw", "u::rwx,g::r-x,o::---", "g:2000:rwx,m::r-x", "u:1000:rw,o::---"];

    private static string Umask { get; } = Octal.Of(ProcessUmask.Value);

    /// <summary>Set ARGO_SEED to the number in a failure's message to run that case again.</summary>
    [RootFact]
    public void New_objects_are_what_the_tools_of_a_person_make()
    {
        var replay = Environment.GetEnvironmentVariable("ARGO_SEED");
        var first = replay is null ? Random.Shared.Next() : int.Parse(replay, CultureInfo.InvariantCulture);
        for (var round = 0; round < (replay is null ? 40 : 1); round++)
            Compare(first + round, new Random(first + round));
    }

    [RootFact]
    public void A_copy_of_a_file_with_a_list_gives_its_group_no_more_than_the_file_did()
    {
        using var tree = new TempTree("/dev/shm").Put("f", "x", "0640");
        TempTree.Run("setfacl", "-m", "u:1000:rw,g::---", tree.At("f"));
        Do(tree, Some.Copy("f", "g"));
        Assert.Equal((UnixFileMode)Octal.Parse("0600"), File.GetUnixFileMode(tree.At("g")));
    }

    [RootFact]
    public void A_file_that_is_copied_over_keeps_its_own_rights()
    {
        using var tree = new TempTree("/dev/shm").Put("public", "x", "0644").Put("private", "y", "0600");
        TempTree.Run("setfacl", "-m", "u:1000:r", tree.At("private"));
        var before = Rights(tree.At("private"));
        Do(tree, Some.Copy("public", "private", overwrite: true));
        Assert.Equal(before, Rights(tree.At("private")));
    }

    [RootFact]
    public void What_is_staged_inherits_nothing_from_the_workspaces_root()
    {
        using var tree = new TempTree("/dev/shm").Dir("plain").Put("plain/f", "old");
        TempTree.Run("setfacl", "-d", "-m", "u:1000:rwx", tree.Root);
        Do(tree, Some.Write("plain/n", "x"), Some.Write("plain/f", "new"), Some.Directory("plain/d"));
        foreach (var path in new[] { "plain/n", "plain/f", "plain/d" })
            Assert.DoesNotContain("user:1000", Rights(tree.At(path)), StringComparison.Ordinal);
    }

    private static void Compare(int seed, Random random)
    {
        using var ours = new TempTree("/dev/shm");
        using var theirs = new TempTree("/dev/shm");
        string[] place = [One(random, Directories), One(random, Lists), One(random, Lists)];
        var (withDefault, mode) = (random.Next(2) == 0, One(random, Files));
        foreach (var tree in new[] { ours, theirs })
            Prepare(tree, place, withDefault, mode);
        var named = random.Next(2) == 0 ? One(random, Directories)[1..] : null;
        PlanStep[] steps =
        [
            Some.Write("p/a/b/f", "x", parents: true),
            Some.Create("p/t"),
            Some.Directory("p/d", named),
            Some.Copy("src", "p/c"),
            Some.Copy("tree", "p/tree"),
            Some.Directory("p/d/deeper"),
        ];
        var report = Do(ours, steps);
        Shell(theirs, $"""
            mkdir -p p/a/b && touch p/a/b/f p/t
            mkdir {(named is null ? "" : $"-m {named}")} p/d
            cp src p/c && cp -r tree p/tree && mkdir p/d/deeper
            """);
        foreach (var path in Made)
        {
            var (our, their) = (Rights(ours.At(path)), Rights(theirs.At(path)));
            Assert.True(our == their, $"ARGO_SEED={seed}: {path}, {string.Join(' ', place)} "
                + $"{withDefault} {mode} {named}\nArgo:\n{our}\nthe tool:\n{their}");
            Assert.Equal(
                report.Predicted(path).Mode, Octal.Of((int)File.GetUnixFileMode(ours.At(path))));
        }
    }

    private static void Prepare(TempTree tree, string[] place, bool withDefault, string mode)
    {
        tree.Dir("p").Put("src", "text", mode).Put("tree/f", "text", mode);
        TempTree.Run("chown", ":2345", tree.At("p"));
        File.SetUnixFileMode(tree.At("p"), (UnixFileMode)Octal.Parse(place[0]));
        File.SetUnixFileMode(tree.At("tree"), (UnixFileMode)Octal.Parse(place[0]));
        if (withDefault)
            TempTree.Run("setfacl", "-d", "-m", place[1], tree.At("p"));
    }

    private static DryRunExecutionReport Do(TempTree tree, params PlanStep[] steps)
    {
        var report = tree.DryRun(steps);
        Assert.True(report.ExecutionFeasible, report.BlockingReason);
        using var run = PlanRun.Open(tree, Some.Plan(steps), report);
        Assert.Null(run.Failure());
        run.Collect();
        return report;
    }

    private static string Rights(string path)
    {
        var list = Output("getfacl", "-n", "-p", "--omit-header", path);
        return Output("stat", "-c", "%u:%g %a", path) + list;
    }

    private static void Shell(TempTree tree, string script) =>
        TempTree.Run("sh", "-ec", $"umask {Umask}; cd '{tree.Root}'\n{script}");

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text;
    }

    private static string One(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
