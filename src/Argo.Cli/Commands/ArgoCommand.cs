using System.CommandLine;

namespace Argo.Cli.Commands;

/// <summary>One command: its words, and what it does with them. Thin: the doing is Argo's.</summary>
internal abstract class ArgoCommand : Command
{
    /// <param name="name">The verb.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="examples">What a person would type; help leads with them.</param>
    protected ArgoCommand(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    public IReadOnlyList<string> Examples { get; }

    /// <exception cref="CliException">It cannot go on.</exception>
    public abstract Task<CommandOutcome> RunAsync(CommandContext context);
}
