using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Argo.Cli.Rendering;
using Argo.Hosting;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions;

namespace Argo.Cli.Commands;

/// <summary>What lies in a workspace that the store knows nothing of: found, warned of, refused.</summary>
internal static class UnknownStages
{
    /// <summary>
    /// Looks into the workspace that a person means: the one typed, else the one around the current
    /// directory.
    /// </summary>
    public static async Task<ImmutableArray<UnknownStage>> FindAsync(CommandContext context)
    {
        var root = context.Get(GlobalOptions.Workspace) is { } given
            ? await RootOfAsync(context, given).ConfigureAwait(false)
            : Around();
        return root is null
            ? []
            : await context.Open<IArgoStages>().FindUnknownAsync(root, context.Stop).ConfigureAwait(false);
    }

    /// <summary>The nearest directory, from the current one upwards, in which Argo has worked.</summary>
    public static string? Around()
    {
        try
        {
            var at = Environment.CurrentDirectory;
            while (at is not null && !Directory.Exists(WorkspaceInspection.VaultOf(at)))
                at = Path.GetDirectoryName(at);
            return at;
        }
        catch (IOException)
        {
            return null; // the current directory is gone
        }
    }

    /// <summary>Whether nobody is at work there, so that it was left.</summary>
    public static bool IsLeft(UnknownStage stage) => stage.Holder is null;

    public static CliException Refused(UnknownStage stage) =>
        new(ExitCode.Refused, "unfinished_stage", stage.Refusal);

    public static string Warning(UnknownStage stage) => IsLeft(stage)
        ? Visible.Line(
            $"{stage.Path} is what an execution left that this data directory does not know: the tree may be "
            + "half changed, and nothing will run here until that is settled; 'argo doctor' says how.")
        : Visible.Line($"{stage.Path} may be of {stage.Holder}, which is at work there.");

    public static JsonArray Document(ImmutableArray<UnknownStage> stages) =>
        CliJson.Array(stages.Select(stage => new JsonObject
        {
            ["path"] = stage.Path,
            ["holder"] = stage.Holder,
            ["remedy"] = stage.Remedy,
        }));

    public static void Show(Screen screen, ImmutableArray<UnknownStage> stages)
    {
        foreach (var stage in stages)
        {
            screen.Line(
                IsLeft(stage)
                    ? Visible.Line($"Not recovered: {stage.Path} is of an execution that this data directory "
                        + "does not know, so the tree may be half changed.")
                    : Warning(stage),
                IsLeft(stage) ? TextStyle.Bad : TextStyle.Warning);
            if (IsLeft(stage))
                screen.Line($"  {Visible.Line(stage.Remedy)}");
        }
    }

    private static async Task<string> RootOfAsync(CommandContext context, string given)
    {
        if (context.HasStore())
        {
            var client = context.Open<IArgo>();
            return (await client.ResolveWorkspaceAsync(given, null, context.Stop).ConfigureAwait(false)).Root;
        }

        return Directory.Exists(given)
            ? CanonicalPath.Of(given)
            : throw CliException.BadInput(
                $"--workspace: {Visible.Quote(given)} is no directory, and without a store there are no "
                + "names.",
                "--workspace");
    }
}
