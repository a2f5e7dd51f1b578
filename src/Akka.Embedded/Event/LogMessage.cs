namespace Akka.Event;

/// <summary>A template and its arguments, put together only when somebody reads them.</summary>
public class LogMessage
{
    private readonly ILogMessageFormatter _formatter;
    private readonly object?[] _args;

    /// <summary>Keeps the parts.</summary>
    public LogMessage(ILogMessageFormatter formatter, string format, params object?[] args)
    {
        _formatter = formatter;
        Format = format;
        _args = args;
    }

    /// <summary>The template.</summary>
    public string Format { get; }

    /// <summary>The arguments, in order.</summary>
    public IEnumerable<object?> Parameters() => _args;

    /// <inheritdoc/>
    public override string ToString() => _formatter.Format(Format, _args);
}
