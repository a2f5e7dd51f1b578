using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>Chooses log events and dead letters, to expect or mute them.</summary>
/// <remarks>Only what the log level of the system lets through is seen.</remarks>
public class EventFilterFactory
{
    private readonly TestKitBase _kit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<Func<object, bool>> _others;

    /// <summary>For the system of a kit.</summary>
    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit.Sys)
    {
    }

    /// <summary>For another system.</summary>
    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    internal EventFilterFactory(TestKitBase kit, ActorSystem system, IReadOnlyList<Func<object, bool>> others)
    {
        _kit = kit;
        _system = system;
        _others = others;
    }

    /// <summary>Log events that fit.</summary>
    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Custom<LogEvent>(predicate);

    /// <summary>Log events of a type that fit.</summary>
    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Create(published => published is TLogEvent entry && predicate(entry));

    /// <summary>All dead letters.</summary>
    public IEventFilterApplier DeadLetter() => DeadLetter<object>(_ => true);

    /// <summary>Dead letters whose message is of a type.</summary>
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) =>
        DeadLetter(typeof(TMessage), source);

    /// <summary>Dead letters whose message is of a type and fits.</summary>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        DeadLetter(typeof(TMessage), message => isMatch((TMessage)message), source);

    /// <summary>Dead letters whose message is of a type.</summary>
    public IEventFilterApplier DeadLetter(Type type, string? source = null) =>
        DeadLetter(type, _ => true, source);

    /// <summary>
    /// Dead letters whose message is of a type and fits; the source is the receiver's path.
    /// </summary>
    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string? source = null) =>
        Create(published => published is DeadLetter letter && type.IsInstanceOfType(letter.Message)
            && isMatch(letter.Message) && IsFrom(letter.Recipient.Path.ToString(), source));

    /// <summary>Debug entries of the log.</summary>
    public IEventFilterApplier Debug(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Level(LogLevel.DebugLevel, Text(message, start, contains), source);

    /// <summary>Debug entries of the log.</summary>
    public IEventFilterApplier Debug(Regex pattern, string? source = null) =>
        Level(LogLevel.DebugLevel, pattern.IsMatch, source);

    /// <summary>Info entries of the log.</summary>
    public IEventFilterApplier Info(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Level(LogLevel.InfoLevel, Text(message, start, contains), source);

    /// <summary>Info entries of the log.</summary>
    public IEventFilterApplier Info(Regex pattern, string? source = null) =>
        Level(LogLevel.InfoLevel, pattern.IsMatch, source);

    /// <summary>Warning entries of the log.</summary>
    public IEventFilterApplier Warning(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Level(LogLevel.WarningLevel, Text(message, start, contains), source);

    /// <summary>Warning entries of the log.</summary>
    public IEventFilterApplier Warning(Regex pattern, string? source = null) =>
        Level(LogLevel.WarningLevel, pattern.IsMatch, source);

    /// <summary>Error entries of the log.</summary>
    public IEventFilterApplier Error(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Level(LogLevel.ErrorLevel, Text(message, start, contains), source);

    /// <summary>Error entries of the log.</summary>
    public IEventFilterApplier Error(Regex pattern, string? source = null) =>
        Level(LogLevel.ErrorLevel, pattern.IsMatch, source);

    /// <summary>Entries of a level.</summary>
    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel,
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null) => Level(logLevel, Text(message, start, contains), source);

    /// <summary>Entries of a level.</summary>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) =>
        Level(logLevel, pattern.IsMatch, source);

    /// <summary>Error entries about an exception of a type.</summary>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <summary>Error entries about an exception of a type.</summary>
    public IEventFilterApplier Exception(
        Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        Exception(exceptionType, pattern.IsMatch, source, checkInnerExceptions);

    /// <summary>Error entries about an exception of a type.</summary>
    public IEventFilterApplier Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    /// <summary>
    /// Error entries about an exception of a type; the text is that of the entry or of the exception.
    /// </summary>
    public IEventFilterApplier Exception(
        Type exceptionType,
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null,
        bool checkInnerExceptions = false) =>
        Exception(exceptionType, Text(message, start, contains), source, checkInnerExceptions);

    private static Func<string, bool> Text(string? message, string? start, string? contains) => text =>
        (message is null || text == message)
        && (start is null || text.StartsWith(start, StringComparison.Ordinal))
        && (contains is null || text.Contains(contains, StringComparison.Ordinal));

    private static bool IsFrom(string actual, string? expected) =>
        expected is null || actual == expected || actual.EndsWith(expected, StringComparison.Ordinal);

    private static bool Fits(Exception? cause, Type type, Func<string, bool> text, bool inner) =>
        cause is not null
        && (
            (type.IsInstanceOfType(cause) && text(cause.Message))
            || (inner && Fits(cause.InnerException, type, text, inner)));

    private EventFilterApplier Level(LogLevel level, Func<string, bool> text, string? source) =>
        Create(published => published is LogEvent entry && entry.LogLevel() == level
            && text(entry.Message.ToString() ?? "") && IsFrom(entry.LogSource, source));

    private EventFilterApplier Exception(Type type, Func<string, bool> text, string? source, bool inner) =>
        Create(published => published is Error entry && IsFrom(entry.LogSource, source)
            && (Fits(entry.Cause, type, text, inner)
                || (type.IsInstanceOfType(entry.Cause) && text(entry.Message.ToString() ?? ""))));

    private EventFilterApplier Create(Func<object, bool> filter) =>
        new(_kit, (ActorSystemImpl)_system, [.. _others, filter]);
}
