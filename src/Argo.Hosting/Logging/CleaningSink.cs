using Argo.Artifacts.Security;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Argo.Hosting.Logging;

/// <summary>
/// Passes events on to another log without what looks secret, and without what could forge a line of it, hide
/// in it, or act on the terminal that shows it.
/// </summary>
/// <remarks>
/// Reasons, names of files and texts of plans are typed by others, and come back in the messages of
/// exceptions.
/// </remarks>
internal sealed class CleaningSink(ILogger next, Redactor redactor) : ILogEventSink
{
    public void Emit(LogEvent logEvent) => next.Write(new LogEvent(
        logEvent.Timestamp,
        logEvent.Level,
        Cleaned(logEvent.Exception),
        logEvent.MessageTemplate,
        logEvent.Properties.Select(
            property => new LogEventProperty(property.Key, Cleaned(property.Value)))));

    private LogEventPropertyValue Cleaned(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: null } => value,
        ScalarValue { Value: var scalar } when scalar!.ToString() is { } text && Cleaned(text) is var clean
            && clean != text => new ScalarValue(clean),
        SequenceValue list => new SequenceValue(list.Elements.Select(Cleaned)),
        StructureValue shape => new StructureValue(
            shape.Properties.Select(
                part => new LogEventProperty(part.Name, Cleaned(part.Value))), shape.TypeTag),
        DictionaryValue map => new DictionaryValue(map.Elements.Select(
            pair => KeyValuePair.Create(
                pair.Key.Value is string key ? new ScalarValue(Cleaned(key)) : pair.Key,
                Cleaned(pair.Value)))),
        _ => value,
    };

    private string Cleaned(string text) => VisibleText.Line(redactor.Redact(text));

    private CleanException? Cleaned(Exception? error) =>
        error is null ? null : new CleanException(Cleaned(error.Message), string.Join('\n', LinesOf(error)));

    /// <summary>
    /// Only where the runtime begins a line may one begin; what a message holds stays in its line.
    /// </summary>
    private IEnumerable<string> LinesOf(Exception error)
    {
        yield return $"{error.GetType()}: {Cleaned(error.Message)}";
        var causes = error is AggregateException several ? several.InnerExceptions.ToArray()
            : error.InnerException is { } inner ? [inner] : [];
        foreach (var line in causes.SelectMany(LinesOf))
            yield return $" ---> {line}";
        foreach (var line in (error.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return Cleaned(line.TrimEnd('\r'));
    }

    /// <summary>An exception as text, for the log alone.</summary>
    private sealed class CleanException(string message, string text) : Exception(message)
    {
        public override string ToString() => text;
    }
}
