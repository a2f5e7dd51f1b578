namespace Akka.Event;

/// <summary>Writes to the log of an actor system.</summary>
public interface ILoggingAdapter
{
    /// <summary>Puts arguments into templates.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>False when debug entries go nowhere.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>False when info entries go nowhere.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>False when warnings go nowhere.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>False when errors go nowhere.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>False when entries of that level go nowhere.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Writes an entry without arguments.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);

    /// <summary>Writes an entry.</summary>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);
}
