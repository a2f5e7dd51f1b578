namespace Akka.Event;

/// <summary>Writing entries of a level.</summary>
public static class LoggingExtensions
{
    /// <summary>Writes an entry of any level.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format, params object?[] args) =>
        log.Log(level, null, format, args);

    /// <summary>Writes an entry of any level about an exception.</summary>
    public static void Log(
        this ILoggingAdapter log, LogLevel level, Exception? cause, string format, params object?[] args)
    {
        if (!log.IsEnabled(level))
            return;
        if (args.Length == 0)
            log.Log(level, cause, format);
        else
            log.Log(level, cause, new LogMessage(log.Formatter, format, args));
    }

    /// <summary>Writes an entry for whoever looks inside.</summary>
    public static void Debug(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.DebugLevel, null, format, args);

    /// <summary>Writes an entry for whoever looks inside, about an exception.</summary>
    public static void Debug(
        this ILoggingAdapter log,
        Exception? cause,
        string format,
        params object?[] args) => log.Log(LogLevel.DebugLevel, cause, format, args);

    /// <summary>Writes an entry about normal progress.</summary>
    public static void Info(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.InfoLevel, null, format, args);

    /// <summary>Writes an entry about normal progress, about an exception.</summary>
    public static void Info(
        this ILoggingAdapter log,
        Exception? cause,
        string format,
        params object?[] args) => log.Log(LogLevel.InfoLevel, cause, format, args);

    /// <summary>Writes a warning.</summary>
    public static void Warning(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.WarningLevel, null, format, args);

    /// <summary>Writes a warning, about an exception.</summary>
    public static void Warning(
        this ILoggingAdapter log,
        Exception? cause,
        string format,
        params object?[] args) => log.Log(LogLevel.WarningLevel, cause, format, args);

    /// <summary>Writes an error.</summary>
    public static void Error(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Log(LogLevel.ErrorLevel, null, format, args);

    /// <summary>Writes an error, about an exception.</summary>
    public static void Error(
        this ILoggingAdapter log,
        Exception? cause,
        string format,
        params object?[] args) => log.Log(LogLevel.ErrorLevel, cause, format, args);
}
