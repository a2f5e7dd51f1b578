using System.CommandLine;
using Argo.Cli.Input;

namespace Argo.Cli.Commands;

/// <summary>Options that every command has.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on stdout and nothing else.",
        Recursive = true,
    };

    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The data directory, private to one account; default: ARGO_DATA, else argo in the "
            + "user's data directory.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string?> Workspace { get; } = new("--workspace")
    {
        Description = "The workspace: a directory, or the name of one (argo workspace); default: the current "
            + "directory.",
        HelpName = "NAME|DIR",
        Recursive = true,
    };

    public static Option<Verbosity> Verbosity { get; } = new("--verbosity", "-v")
    {
        Description = "How much is said on stderr: quiet, minimal, normal, detailed or diagnostic.",
        HelpName = "LEVEL",
        Recursive = true,
        DefaultValueFactory = _ => Cli.Verbosity.Normal,
        CustomParser = Verbosities.Parse,
    };

    public static void AddTo(Command root)
    {
        root.Add(Json);
        root.Add(Data);
        root.Add(Workspace);
        root.Add(Verbosity);
    }
}
