using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Actors.Ports;
using Argo.Artifacts.Json;
using Argo.Cli.Demo;
using Argo.Cli.Rendering;
using Argo.Cli.Session;
using Argo.Workspaces.Transactions;

namespace Argo.Cli.Commands;

/// <summary><c>argo demo</c>: three stories on a tree of its own.</summary>
internal sealed class DemoCommand : ArgoCommand
{
    private readonly Option<bool> _keep =
        new("--keep") { Description = "Keep the scratch directory with the tree and the store." };

    private readonly Option<string> _killedAt = new("--killed-at") { Hidden = true };
    private readonly Option<string> _scratch = new("--scratch") { Hidden = true };

    public DemoCommand()
        : base(
            "demo",
            "Shows what Argo does, on files of its own: a success, a rollback, and a recovery after kill -9.",
            "argo demo",
            "argo demo --keep")
    {
        Add(_keep);
        Add(_killedAt); // for the process of the third story, which the demo starts itself
        Add(_scratch);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        if (context.Get(_killedAt) is { } point && context.Get(_scratch) is { } scratchOfDemo)
            return Outlived(await ChildArgo.RunAsync(context, scratchOfDemo, point).ConfigureAwait(false));
        var scratch = MakeScratch();
        try
        {
            var ends = await TellAsync(context, scratch).ConfigureAwait(false);
            return AnswerOf(ends, context.Get(_keep) ? scratch : null);
        }
        finally
        {
            if (!context.Get(_keep))
                Directory.Delete(scratch, recursive: true);
        }
    }

    private static CommandOutcome Outlived(ExecutionEnd end) => new(
        ExitCode.Failed,
        new JsonObject { ["state"] = Word.Snake(end.State) },
        screen => screen.Line("It was not killed."));

    private static string MakeScratch()
    {
        try
        {
            return Directory.CreateTempSubdirectory(DemoContext.ScratchName).FullName;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadInput(
                $"TMPDIR: no directory can be made in {Visible.Quote(Path.GetTempPath())} "
                + $"({refused.Message.TrimEnd('.')}); set TMPDIR to one that this user may write to.",
                "TMPDIR",
                refused);
        }
    }

    private static async Task<IReadOnlyList<StoryOutcome>> TellAsync(CommandContext context, string scratch)
    {
        var tree = DemoTree.Make(Directory.CreateDirectory(Path.Combine(scratch, "tree")).FullName);
        var foreign = new ForeignProcess();
        var hostSession = context.Environment.OpenSession(context.SessionSettings with
        {
            DataDirectory = Path.Combine(scratch, "data"),
            Failpoints = new Failpoints(foreign.OnPoint),
        });
        await using (hostSession.ConfigureAwait(false))
        {
            var demo = new DemoContext(
                context,
                await hostSession.StartAsync(recovers: true, context.Stop).ConfigureAwait(false),
                tree,
                scratch,
                foreign);
            Introduce(demo);
            return
            [
                await SuccessStory.TellAsync(demo).ConfigureAwait(false),
                await RollbackStory.TellAsync(demo).ConfigureAwait(false),
                await CrashStory.TellAsync(demo).ConfigureAwait(false),
            ];
        }
    }

    private static void Introduce(DemoContext demo)
    {
        if (demo.Context.Screen.IsJson)
            return;
        demo.Context.Screen.Line(
            "Argo executes an approved plan of file changes exactly as it was simulated, or not at all.",
            TextStyle.Strong);
        demo.Context.Screen.Line(
            $"Here are three stories on a small tree made for this, {Visible.Line(demo.Tree.Root)}.");
    }

    private static CommandOutcome AnswerOf(IReadOnlyList<StoryOutcome> ends, string? kept)
    {
        var proven = ends.All(end => end.Proven);
        return new CommandOutcome(
            proven ? ExitCode.Done : ExitCode.Failed,
            new JsonObject
            {
                ["proven"] = proven,
                ["stories"] = CliJson.Array(ends.Select(end => end.Document)),
                ["kept"] = kept,
            },
            screen => Conclude(screen, ends, kept));
    }

    private static void Conclude(Screen screen, IReadOnlyList<StoryOutcome> ends, string? kept)
    {
        screen.Line();
        foreach (var end in ends)
            screen.Line(
                $"{(end.Proven ? "proven    " : "NOT PROVEN")}  {end.Title}",
                end.Proven ? TextStyle.Good : TextStyle.Bad);
        if (kept is not null)
            screen.Next(
                $"ls -laR {kept}/tree",
                $"argo list --data {kept}/data",
                $"argo record {ends[0].ExecutionId} --data {kept}/data");
        else
            screen.Next(
                "argo run PLAN    # a plan of your own: simulated, shown, asked, executed", "argo --help");
    }
}
