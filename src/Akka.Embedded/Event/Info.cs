namespace Akka.Event;

/// <summary>An entry about normal progress.</summary>
public class Info : LogEvent
{
    /// <summary>An entry about an exception.</summary>
    public Info(Exception? cause, string logSource, Type logClass, object message)
        : base(cause, logSource, logClass, message)
    {
    }

    /// <summary>An entry without an exception.</summary>
    public Info(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;
}
