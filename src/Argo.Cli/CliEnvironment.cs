using System.Diagnostics;
using Argo.Cli.Input;
using Argo.Cli.Session;

namespace Argo.Cli;

/// <summary>What a command uses of the process it runs in; tests replace it.</summary>
internal sealed record CliEnvironment
{
    /// <summary>Where answers are written: stdout.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Why an answer could not be written; null while every write succeeded.</summary>
    public Func<string?> OutFault { get; init; } = () => null;

    /// <summary>Where progress, questions and errors are written: stderr.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens stdin.</summary>
    public required Func<Stream> In { get; init; }

    /// <summary>Discards what was typed before a question, so that it cannot answer it.</summary>
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
    public required Func<HostSessionSettings, IHostSession> OpenSession { get; init; }

    /// <summary>The clock that durations are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long the process had run before its command began.</summary>
    public TimeSpan StartTook { get; init; }

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
            StartTook = AgeOfProcess(),
            OpenSession = settings => new HostSession(settings),
        };
    }

    private static TimeSpan AgeOfProcess()
    {
        using var self = Process.GetCurrentProcess();
        var age = TimeProvider.System.GetLocalNow().DateTime - self.StartTime;
        return age > TimeSpan.Zero ? age : TimeSpan.Zero; // the clock was set back
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
