using Akka.Event;
using Serilog;
using Serilog.Events;
using LogEvent = Akka.Event.LogEvent;

namespace Argo.Hosting.Composition;

/// <summary>Writes Akka's log events to Serilog.</summary>
internal sealed class AkkaLogWriter(ILogger log)
{
    public void Write(LogEvent entry)
    {
        if (entry.LogLevel() is var level && log.IsEnabled(LevelOf(level)))
        {
            log.ForContext("SourceContext", entry.LogSource)
                .Write(LevelOf(level), entry.Cause, "{Message:l}", entry.Message?.ToString());
        }
    }

    private static LogEventLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.DebugLevel => LogEventLevel.Debug,
        LogLevel.InfoLevel => LogEventLevel.Information,
        LogLevel.WarningLevel => LogEventLevel.Warning,
        _ => LogEventLevel.Error,
    };
}
