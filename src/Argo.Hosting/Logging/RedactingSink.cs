using Argo.Artifacts;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Argo.Hosting.Logging;

/// <summary>
/// Passes events on to another log without what looks secret in their properties and exceptions.
/// </summary>
internal sealed class RedactingSink(ILogger next, Redactor redactor) : ILogEventSink
{
    public void Emit(LogEvent logEvent) => next.Write(new LogEvent(
        logEvent.Timestamp,
        logEvent.Level,
        Redacted(logEvent.Exception),
        logEvent.MessageTemplate,
        logEvent.Properties.Select(
            property => new LogEventProperty(property.Key, Redacted(property.Value)))));

    private LogEventPropertyValue Redacted(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: null } => value,
        ScalarValue { Value: var scalar } when scalar!.ToString() is { } text && redactor.Finds(text) =>
            new ScalarValue(redactor.Redact(text)),
        SequenceValue list => new SequenceValue(list.Elements.Select(Redacted)),
        StructureValue shape => new StructureValue(
            shape.Properties.Select(
                part => new LogEventProperty(part.Name, Redacted(part.Value))), shape.TypeTag),
        DictionaryValue map => new DictionaryValue(map.Elements.Select(
            pair => KeyValuePair.Create(pair.Key, Redacted(pair.Value)))),
        _ => value,
    };

    private Exception? Redacted(Exception? error) =>
        error?.ToString() is { } text && redactor.Finds(text) ? new RedactedException(
            redactor.Redact(text)) : error;

    /// <summary>An exception as text, for the log alone.</summary>
    private sealed class RedactedException(string text) : Exception(text.Split('\n')[0])
    {
        public override string ToString() => text;
    }
}
