namespace Akka.Event;

/// <summary>Puts arguments into a template.</summary>
public interface ILogMessageFormatter
{
    /// <summary>The text of an entry.</summary>
    string Format(string format, params object?[] args);

    /// <summary>The text of an entry.</summary>
    string Format(string format, IEnumerable<object?> args);
}
