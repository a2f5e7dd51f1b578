using Argo.Cli.Input;
using Argo.Cli.Session;

namespace Argo.Cli;

/// <summary>Everything outside the program that a command may touch; tests hand in their own.</summary>
internal sealed record CliEnvironment
{
    /// <summary>Data.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Why data could not be written; null as long as it could.</summary>
    public Func<string?> OutFault { get; init; } = () => null;

    /// <summary>Talk.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens stdin.</summary>
    public required Func<Stream> In { get; init; }

    /// <summary>Throws away what was typed and not yet read, where a person can be asked.</summary>
    public Action DiscardTyped { get; init; } = () => { };

    /// <summary>Whether a person sits before stdin and stdout.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Whether stdout understands escape codes.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether stderr understands escape codes.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether colours are welcome where escape codes are understood.</summary>
    public bool Colours { get; init; }

    /// <summary>How many letters a line of the terminal holds.</summary>
    public Func<int> Width { get; init; } = () => 80;

    /// <summary>Opens the way into Argo.</summary>
    public required Func<HostSessionSettings, IHostSession> OpenDoor { get; init; }

    /// <summary>The clock that durations are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where times for people are shown.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Local;

    /// <summary>The process as it was started.</summary>
    public static CliEnvironment OfProcess(StandardStreams streams)
    {
        var output = new BrokenPipeTolerantWriter(Console.Out, isData: true, isClosed: !streams.HasOut);
        var escapes = Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return new CliEnvironment
        {
            Out = output,
            OutFault = () => output.Fault,
            Error = new BrokenPipeTolerantWriter(Console.Error, isData: false, isClosed: !streams.HasError),
            In = !streams.HasIn ? () => Stream.Null
                : Console.IsInputRedirected ? Console.OpenStandardInput : TerminalInput.Open,
            DiscardTyped = TerminalInput.Discard,
            CanAsk = streams is { HasIn: true, HasOut: true, HasError: true }
                && !Console.IsInputRedirected && !Console.IsOutputRedirected,
            OutIsTerminal = escapes && streams.HasOut && !Console.IsOutputRedirected,
            ErrorIsTerminal = escapes && streams.HasError && !Console.IsErrorRedirected,
            Colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = TerminalWidth,
            OpenDoor = settings => new HostSession(settings),
        };
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80; // the terminal has gone
        }
    }
}
