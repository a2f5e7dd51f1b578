using Argo.Cli.Rendering;

namespace Argo.Cli.Commands;

/// <summary>Every question to the person at the terminal goes through here.</summary>
internal static class Prompt
{
    /// <summary>Whether the answer is a clear yes, typed after the question was shown.</summary>
    /// <exception cref="CliException">
    /// Earlier keys cannot be thrown away, so no answer would count.
    /// </exception>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    public static async Task<bool> AskAsync(CommandContext context, string question)
    {
        DiscardTyped(context);
        context.Screen.Ask(question);
        using var wait = context.WaitForPerson();
        var answer = await ReadLineAsync(context).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>Keys typed before the question cannot be an answer to it.</summary>
    private static void DiscardTyped(CommandContext context)
    {
        try
        {
            context.Environment.DiscardTyped();
        }
        catch (IOException error)
        {
            throw CliException.Usage(
                "The terminal cannot be asked, because what was typed before cannot be thrown away "
                + $"({Visible.Line(error.Message)}): use another terminal, or --yes; nothing was changed.",
                "--yes",
                error);
        }
    }

    /// <summary>
    /// The reading stays behind when a signal comes: a terminal cannot be answer to stop reading.
    /// </summary>
    private static async Task<string?> ReadLineAsync(CommandContext context)
    {
        var reading = Task.Run(() =>
        {
            using var reader = new StreamReader(context.Environment.In());
            return reader.ReadLine();
        });
        try
        {
            return await reading.WaitAsync(context.Stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Screen.Ask("\n");
            throw;
        }
    }
}
