using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Argo.Cli.Commands;
using Argo.Cli.Rendering;

namespace Argo.Cli;

/// <summary>The program: words in, one answer out, every failure a sentence and an exit code.</summary>
internal static class ArgoProgram
{
    /// <summary>No response files: a word that begins with <c>@</c> is a word.</summary>
    private static readonly ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, CliEnvironment world, Interruption interruption)
    {
        var root = Root.Build();
        var words = root.Parse(args, AsTyped);
        var screen = new Screen(
            world, VerbosityOf(words), json: args.TakeWhile(arg => arg != "--").Contains("--json"));
        interruption.Noted = first => screen.Say(Stopping(first), TextStyle.Warning);
        try
        {
            var (exit, kept) = await AnswerAsync(words, world, screen, interruption).ConfigureAwait(false);
            return Delivered(world, screen, exit, kept);
        }
        catch (OperationCanceledException) when (interruption.Exit is { } exit)
        {
            var stopped = new CliException(
                exit, "interrupted", "Interrupted; nothing was begun that is not ended.");
            return Delivered(world, screen, Fail(world, screen, stopped), "");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var failure = CliException.Of(error);
            if (VerbosityOf(words) is Verbosity.Diagnostic)
                await world.Error.WriteLineAsync((failure.InnerException ?? failure).ToString())
                    .ConfigureAwait(false);
            return Delivered(world, screen, Fail(world, screen, failure), "");
        }
    }

    private static async Task<(int Exit, string? Kept)> AnswerAsync(
        ParseResult words, CliEnvironment world, Screen screen, Interruption interruption)
    {
        if (words.Tokens is [{ Type: TokenType.Directive }, ..])
            return (await words.InvokeAsync(
                new InvocationConfiguration { Output = world.Out, Error = world.Error })
                .ConfigureAwait(false), null);
        var failpoints = FailpointSwitch.OfEnvironment();
        if (words.Action is HelpAction || AsksNothing(words))
            return Tell(world, screen, HelpScreen.Of(
                words.CommandResult.Command, world.OutIsTerminal ? world.Width() : null));
        if (words.GetResult(Root.Version) is { Implicit: false } && words.UnmatchedTokens.Count == 0)
            return Tell(world, screen, Versions.Answer());
        if (words.Errors is [{ } first, ..])
            throw Misspoken(words, first);
        var context = new CommandContext(words, world, screen, interruption, failpoints);
        await using (context.ConfigureAwait(false))
            return Tell(world, screen, await ((ArgoCommand)words.CommandResult.Command).RunAsync(context)
                .ConfigureAwait(false));
    }

    private static (int Exit, string? Kept) Tell(CliEnvironment world, Screen screen, CommandOutcome outcome)
    {
        if (screen.IsJson)
            world.Out.WriteLine(CliJson.Text(outcome.Document));
        else
            outcome.Show(screen);
        world.Out.Flush();
        return (outcome.Exit, outcome.Kept);
    }

    /// <summary>
    /// An answer that stdout did not take was not given: exit 4 instead of 0. What the exit code says else,
    /// such as that a plan was rolled back, says more and stays. A pipe whose reader has gone is no fault.
    /// </summary>
    private static int Delivered(CliEnvironment world, Screen screen, int exit, string? kept)
    {
        if (world.OutFault() is not { } fault)
            return exit;
        screen.Complain($"argo: The answer could not be written to stdout ({Visible.Line(fault)}). "
            + (kept is null ? "What was done stands; only its answer is missing." : Visible.Line(kept)));
        return exit is ExitCode.Done ? ExitCode.NotReachable : exit;
    }

    private static int Fail(CliEnvironment world, Screen screen, CliException failure)
    {
        if (screen.IsJson)
            world.Out.WriteLine(CliJson.Text(CliJson.Error(failure)));
        if (!screen.IsJson || world.OutFault() is not null)
            screen.Complain($"argo: {string.Join(' ', Visible.Lines(failure.Message))}");
        return failure.Exit;
    }

    private static bool AsksNothing(ParseResult words) =>
        words.CommandResult.Command is RootCommand && words.Tokens.Count == 0;

    private static CliException Misspoken(ParseResult words, ParseError error)
    {
        if (words.CommandResult.Command is not RootCommand)
            return CliException.Usage(
                $"{error.Message.TrimEnd('.')}; "
                + $"'argo {words.CommandResult.Command.Name} --help' shows how it is used.");
        return CliException.Usage(words.UnmatchedTokens is [var unknown, ..]
            ? $"There is no command {Visible.Quote(unknown)}; 'argo --help' lists those there are."
            : $"{error.Message.TrimEnd('.')}; 'argo --help' lists the commands.");
    }

    private static Verbosity VerbosityOf(ParseResult words) =>
        words.GetResult(GlobalOptions.Verbosity)?.Errors.Any() is true
            ? Verbosity.Normal
            : words.GetValue(GlobalOptions.Verbosity);

    private static string Stopping(bool first) => first
        ? "Stopping safely: the step under way ends, then everything is undone."
        : "Still stopping safely; nothing needs to be typed again.";
}
