namespace Akka.Event;

/// <summary>How much a log event matters.</summary>
public enum LogLevel
{
    /// <summary>For whoever looks inside.</summary>
    DebugLevel,

    /// <summary>Normal progress.</summary>
    InfoLevel,

    /// <summary>Unexpected, and dealt with.</summary>
    WarningLevel,

    /// <summary>Something failed.</summary>
    ErrorLevel,
}
