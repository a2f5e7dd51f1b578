using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Cli.Demo;
using Argo.Cli.Rendering;
using Argo.Cli.Session;

namespace Argo.Cli.Commands;

/// <summary><c>argo demo</c>: three stories on a tree of its own.</summary>
internal sealed class DemoCommand : ArgoCommand
{
    private readonly Option<bool> _keep =
        new("--keep") { Description = "Keep the scratch directory with the tree and the store." };

    public DemoCommand()
        : base(
            "demo",
            "Shows what Argo does, on files of its own: a success, a rollback, and a recovery after kill -9.",
            "argo demo",
            "argo demo --keep") =>
        Add(_keep);

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
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

    private static string MakeScratch()
    {
        try
        {
            return Directory.CreateTempSubdirectory("argo-demo-").FullName;
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
        var hostSession = context.World.OpenDoor(
            context.DoorSettings with { DataDirectory = Path.Combine(scratch, "data") });
        await using (hostSession.ConfigureAwait(false))
        {
            var stage = new DemoContext(
                context,
                await hostSession.StartHostAsync(recovers: true, context.Stop).ConfigureAwait(false),
                tree,
                scratch);
            Introduce(stage);
            return
            [
                await SuccessStory.TellAsync(stage).ConfigureAwait(false),
                await RollbackStory.TellAsync(stage).ConfigureAwait(false),
                await CrashStory.TellAsync(stage).ConfigureAwait(false),
            ];
        }
    }

    private static void Introduce(DemoContext stage)
    {
        if (stage.Call.Screen.IsJson)
            return;
        stage.Call.Screen.Line(
            "Argo executes an approved plan of file changes exactly as it was simulated, or not at all.",
            TextStyle.Strong);
        stage.Call.Screen.Line(
            $"Here are three stories on a small tree made for this, {Visible.Line(stage.Tree.Root)}.");
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
