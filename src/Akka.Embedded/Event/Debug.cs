namespace Akka.Event;

/// <summary>An entry for whoever looks inside.</summary>
public class Debug : LogEvent
{
    /// <summary>An entry about an exception.</summary>
    public Debug(Exception? cause, string logSource, Type logClass, object message)
        : base(cause, logSource, logClass, message)
    {
    }

    /// <summary>An entry without an exception.</summary>
    public Debug(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}
