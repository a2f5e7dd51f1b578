using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Argo.Cli.Commands;
using Argo.Cli.Rendering;

namespace Argo.Cli;

/// <summary>Runs one command line: it ends with one answer, or one sentence that says what failed.</summary>
internal static class ArgoProgram
{
    /// <summary>No response files: a word that begins with <c>@</c> is a word.</summary>
    private static readonly ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(
        string[] args, CliEnvironment environment, Interruption interruption)
    {
        var root = Root.Build();
        var parsed = root.Parse(args, AsTyped);
        var screen = new Screen(
            environment, VerbosityOf(parsed), json: args.TakeWhile(arg => arg != "--").Contains("--json"));
        interruption.Noted = first => screen.Say(Stopping(first), TextStyle.Warning);
        try
        {
            var (exit, kept) = await AnswerAsync(parsed, environment, screen, interruption)
                .ConfigureAwait(false);
            return Delivered(environment, screen, exit, kept);
        }
        catch (OperationCanceledException) when (interruption.Exit is { } exit)
        {
            var stopped = new CliException(
                exit, "interrupted", "Interrupted; no execution was left running.");
            return Delivered(environment, screen, Fail(environment, screen, stopped), "");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var failure = CliException.Of(error);
            if (VerbosityOf(parsed) is Verbosity.Diagnostic)
                await environment.Error.WriteLineAsync((failure.InnerException ?? failure).ToString())
                    .ConfigureAwait(false);
            return Delivered(environment, screen, Fail(environment, screen, failure), "");
        }
    }

    private static async Task<(int Exit, string? Kept)> AnswerAsync(
        ParseResult parsed, CliEnvironment environment, Screen screen, Interruption interruption)
    {
        if (parsed.Tokens is [{ Type: TokenType.Directive }, ..])
            return (await parsed.InvokeAsync(
                new InvocationConfiguration { Output = environment.Out, Error = environment.Error })
                .ConfigureAwait(false), null);
        var failpoints = FailpointSwitch.OfEnvironment();
        if (parsed.Action is HelpAction || HasNoWords(parsed))
            return Deliver(environment, screen, HelpScreen.Of(
                parsed.CommandResult.Command, environment.OutIsTerminal ? environment.Width() : null));
        if (parsed.GetResult(Root.Version) is { Implicit: false } && parsed.UnmatchedTokens.Count == 0)
            return Deliver(environment, screen, Versions.Answer());
        if (parsed.Errors is [{ } first, ..])
            throw UsageError(parsed, first);
        var context = new CommandContext(parsed, environment, screen, interruption, failpoints);
        await using (context.ConfigureAwait(false))
        {
            var command = (ArgoCommand)parsed.CommandResult.Command;
            return Deliver(environment, screen, await command.RunAsync(context).ConfigureAwait(false));
        }
    }

    private static (int Exit, string? Kept) Deliver(
        CliEnvironment environment, Screen screen, CommandOutcome outcome)
    {
        if (screen.IsJson)
            environment.Out.WriteLine(CliJson.Text(outcome.Document));
        else
            outcome.Show(screen);
        environment.Out.Flush();
        return (outcome.Exit, outcome.Kept);
    }

    /// <summary>
    /// Exit 4 instead of 0 where stdout did not take the answer. Any other exit code, such as that of a plan
    /// that was rolled back, says more than that, and stays. A pipe whose reader has gone is no fault.
    /// </summary>
    private static int Delivered(CliEnvironment environment, Screen screen, int exit, string? kept)
    {
        if (environment.OutFault() is not { } fault)
            return exit;
        screen.Complain($"argo: The answer could not be written to stdout ({Visible.Line(fault)}). "
            + (kept is null ? "What was done stands; only its answer is missing." : Visible.Line(kept)));
        return exit is ExitCode.Done ? ExitCode.NotReachable : exit;
    }

    private static int Fail(CliEnvironment environment, Screen screen, CliException failure)
    {
        if (screen.IsJson)
            environment.Out.WriteLine(CliJson.Text(CliJson.Error(failure)));
        if (!screen.IsJson || environment.OutFault() is not null)
            screen.Complain($"argo: {string.Join(' ', Visible.Lines(failure.Message))}");
        return failure.Exit;
    }

    private static bool HasNoWords(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand && parsed.Tokens.Count == 0;

    private static CliException UsageError(ParseResult parsed, ParseError error)
    {
        if (parsed.CommandResult.Command is not RootCommand)
            return CliException.Usage(
                $"{error.Message.TrimEnd('.')}; "
                + $"'argo {parsed.CommandResult.Command.Name} --help' shows how it is used.");
        return CliException.Usage(parsed.UnmatchedTokens is [var unknown, ..]
            ? $"There is no command {Visible.Quote(unknown)}; 'argo --help' lists those there are."
            : $"{error.Message.TrimEnd('.')}; 'argo --help' lists the commands.");
    }

    private static Verbosity VerbosityOf(ParseResult parsed) =>
        parsed.GetResult(GlobalOptions.Verbosity)?.Errors.Any() is true
            ? Verbosity.Normal
            : parsed.GetValue(GlobalOptions.Verbosity);

    private static string Stopping(bool first) => first
        ? "Stopping safely: the step under way ends, then everything is undone."
        : "Still stopping safely; nothing needs to be typed again.";
}
