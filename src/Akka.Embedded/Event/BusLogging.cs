namespace Akka.Event;

/// <summary>A logger that publishes its entries on the event stream.</summary>
public sealed class BusLogging : ILoggingAdapter
{
    private readonly LoggingBus _bus;
    private readonly string _logSource;
    private readonly Type _logClass;

    /// <summary>A logger for a source.</summary>
    public BusLogging(
        LoggingBus bus,
        string logSource,
        Type logClass,
        ILogMessageFormatter logMessageFormatter)
    {
        _bus = bus;
        _logSource = logSource;
        _logClass = logClass;
        Formatter = logMessageFormatter;
    }

    /// <inheritdoc/>
    public ILogMessageFormatter Formatter { get; }

    /// <inheritdoc/>
    public bool IsDebugEnabled => IsEnabled(LogLevel.DebugLevel);

    /// <inheritdoc/>
    public bool IsInfoEnabled => IsEnabled(LogLevel.InfoLevel);

    /// <inheritdoc/>
    public bool IsWarningEnabled => IsEnabled(LogLevel.WarningLevel);

    /// <inheritdoc/>
    public bool IsErrorEnabled => IsEnabled(LogLevel.ErrorLevel);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= _bus.LogLevel;

    /// <inheritdoc/>
    public void Log(LogLevel logLevel, Exception? cause, string format) => Publish(logLevel, cause, format);

    /// <inheritdoc/>
    public void Log(LogLevel logLevel, Exception? cause, LogMessage message) =>
        Publish(logLevel, cause, message);

    private void Publish(LogLevel level, Exception? cause, object message)
    {
        if (IsEnabled(level))
            _bus.Publish(Event(level, cause, message));
    }

    private LogEvent Event(LogLevel level, Exception? cause, object message) => level switch
    {
        LogLevel.DebugLevel => new Debug(cause, _logSource, _logClass, message),
        LogLevel.InfoLevel => new Info(cause, _logSource, _logClass, message),
        LogLevel.WarningLevel => new Warning(cause, _logSource, _logClass, message),
        _ => new Error(cause, _logSource, _logClass, message),
    };
}
