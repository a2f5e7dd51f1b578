using System.CommandLine;
using System.CommandLine.Help;
using Argo.Cli.Commands;

namespace Argo.Cli;

/// <summary>The words that the program knows.</summary>
internal static class Root
{
    /// <summary>Ours, because the library's own cannot be combined with <c>--json</c>.</summary>
    public static Option<bool> Version { get; } = new("--version") { Description = "Print the version." };

    public static IReadOnlyList<string> Examples { get; } =
    [
        "argo demo                                        # what Argo does, shown on files of its own",
        "argo run plan.json                               # simulate, show, ask, execute",
        "argo dry-run plan.json -o report.json            # or in three steps, under one account",
        "argo approve report.json --by ann -o approval.json",
        "argo execute plan.json --report report.json --approval approval.json",
        "argo list                                        # what was done",
    ];

    public static RootCommand Build()
    {
        var root = new RootCommand(
            "Executes an approved plan of file changes exactly as it was simulated, or not at all.");
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Add(new HelpOption("--help", "-h") { Description = "Show help." });
        root.Add(Version);
        GlobalOptions.AddTo(root);
        foreach (var command in Commands())
            root.Add(command);
        return root;
    }

    private static IEnumerable<ArgoCommand> Commands() =>
    [
        new DemoCommand(),
        new RunCommand(),
        new DryRunCommand(),
        new ApproveCommand(),
        new ExecuteCommand(),
        new CancelCommand(),
        new ListCommand(),
        new ShowCommand(),
        new RecordCommand(),
        new TraceCommand(),
        new VerifyCommand(),
        new ScaffoldCommand(),
        new ReceiptCommand(),
        new LogCommand(),
        new KeyCommand(),
        new KeepCommand(),
        new ExportCommand(),
        new RecoverCommand(),
        new LockdownCommand(),
        new UnlockCommand(),
        new WorkspaceCommand(),
        new DoctorCommand(),
        new SchemaCommand(),
        new HelpCommand(),
    ];
}
