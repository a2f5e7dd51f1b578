using System.CommandLine;
using Argo.Cli.Rendering;

namespace Argo.Cli.Commands;

/// <summary><c>argo help [TOPIC]</c>: a command's help, or how a plan is written.</summary>
internal sealed class HelpCommand : ArgoCommand
{
    private const string Plan = "plan";

    private readonly Argument<string?> _topic = new("TOPIC")
    {
        Description = "A command, or 'plan': every action with its parameters, on one screen.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public HelpCommand()
        : base(
            "help",
            "Shows the help of a command, or how a plan is written.",
            "argo help plan",
            "argo help run") =>
        Add(_topic);

    public override Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var root = Parents.OfType<RootCommand>().Single();
        var topic = context.Get(_topic);
        if (topic == Plan)
            return Task.FromResult(HelpScreen.Of(PlanHelp.Lines));
        Command command = topic is null
            ? root
            : root.Subcommands.FirstOrDefault(sub => sub.Name == topic) ?? throw CliException.Usage(
                $"There is no help on {Visible.Quote(topic)}; there is on plan, and on each command that "
                + "'argo --help' lists.",
                "TOPIC");
        return Task.FromResult(HelpScreen.Of(command, context.Width));
    }
}
