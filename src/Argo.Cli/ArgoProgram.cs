using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Argo.Cli.Commands;
using Argo.Cli.Screens;

namespace Argo.Cli;

/// <summary>The program: words in, one answer out, every failure a sentence and an exit code.</summary>
internal static class ArgoProgram
{
    /// <summary>No response files: a word that begins with <c>@</c> is a word.</summary>
    private static readonly ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, CliWorld world, Interruption interruption)
    {
        var root = Root.Build();
        var words = root.Parse(args, AsTyped);
        var screen = new Screen(
            world, VerbosityOf(words), json: args.TakeWhile(arg => arg != "--").Contains("--json"));
        interruption.Noted = first => screen.Say(Stopping(first), Ink.Warning);
        try
        {
            return await AnswerAsync(words, world, screen, interruption).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interruption.Exit is { } exit)
        {
            return Fail(
                world,
                screen,
                new CliException(exit, "interrupted", "Interrupted; nothing was begun that is not ended."));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var failure = CliException.Of(error);
            if (VerbosityOf(words) is Verbosity.Diagnostic)
                await world.Error.WriteLineAsync((failure.InnerException ?? failure).ToString())
                    .ConfigureAwait(false);
            return Fail(world, screen, failure);
        }
    }

    private static async Task<int> AnswerAsync(
        ParseResult words, CliWorld world, Screen screen, Interruption interruption)
    {
        if (words.Tokens is [{ Type: TokenType.Directive }, ..])
            return await words.InvokeAsync(
                new InvocationConfiguration { Output = world.Out, Error = world.Error })
                .ConfigureAwait(false);
        FailpointSwitch.Arm(
            Environment.GetEnvironmentVariable(FailpointSwitch.Variable),
            Environment.GetEnvironmentVariable(FailpointSwitch.LogVariable));
        if (words.Action is HelpAction || AsksNothing(words))
            return Tell(world, screen, HelpScreen.Of(
                words.CommandResult.Command, world.OutIsTerminal ? world.Width() : null));
        if (words.GetResult(Root.Version) is { Implicit: false } && words.UnmatchedTokens.Count == 0)
            return Tell(world, screen, Versions.Answer());
        if (words.Errors is [{ } first, ..])
            throw Misspoken(words, first);
        var call = new Call(words, world, screen, interruption);
        await using (call.ConfigureAwait(false))
            return Tell(world, screen, await ((ArgoCommand)words.CommandResult.Command).RunAsync(call)
                .ConfigureAwait(false));
    }

    private static int Tell(CliWorld world, Screen screen, Answer answer)
    {
        if (screen.IsJson)
            world.Out.WriteLine(CliJson.Text(answer.Document));
        else
            answer.Show(screen);
        return answer.Exit;
    }

    private static int Fail(CliWorld world, Screen screen, CliException failure)
    {
        if (screen.IsJson)
            world.Out.WriteLine(CliJson.Text(CliJson.Error(failure)));
        else
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
