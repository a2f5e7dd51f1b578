namespace Akka.Event;

/// <summary>An entry about something unexpected.</summary>
public class Warning : LogEvent
{
    /// <summary>An entry about an exception.</summary>
    public Warning(Exception? cause, string logSource, Type logClass, object message)
        : base(cause, logSource, logClass, message)
    {
    }

    /// <summary>An entry without an exception.</summary>
    public Warning(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;
}
