using System.Collections.Immutable;
using Akka.Embedded;

namespace Akka.Event;

/// <summary>
/// What the engine itself does with published events: writes the log and reports the first dead letters.
/// </summary>
internal sealed class LogSink(EmbeddedSetup setup, EventStream stream)
{
    private int _deadLetters;
    private ImmutableArray<Func<object, bool>> _filters = [];

    /// <summary>A second place for entries, such as the output of a test.</summary>
    internal Action<LogEvent>? Mirror { get; set; }

    /// <summary>Adds a filter; what it returns true for is neither written nor reported.</summary>
    internal void AddFilter(Func<object, bool> filter) =>
        ImmutableInterlocked.Update(ref _filters, filters => filters.Add(filter));

    internal void RemoveFilter(Func<object, bool> filter) =>
        ImmutableInterlocked.Update(ref _filters, filters => filters.Remove(filter));

    internal void Observe(object published)
    {
        // Every filter counts, so all are asked.
        var muted = false;
        foreach (var filter in _filters)
            muted |= filter(published);
        if (muted)
            return;
        switch (published)
        {
            case LogEvent entry when entry.LogLevel() >= stream.LogLevel:
                Write(entry);
                break;
            case AllDeadLetters letter and (DeadLetter or Dropped):
                Report(letter);
                break;
        }
    }

    private void Write(LogEvent entry)
    {
        try
        {
            setup.LogSink(entry);
            Mirror?.Invoke(entry);
        }
        catch (Exception failure)
        {
            // The log must not fail what it logs; the process's own error stream is what is left.
            Console.Error.WriteLine($"The log sink failed ({failure.Message}) on: {entry}");
        }
    }

    private void Report(AllDeadLetters letter)
    {
        var count = Interlocked.Increment(ref _deadLetters);
        if (count > setup.LoggedDeadLetters)
            return;
        var rest = count == setup.LoggedDeadLetters ? " No more dead letters will be logged." : "";
        stream.Publish(
            new Info(
                letter.Recipient.Path.ToString(),
                letter.Recipient.GetType(),
                $"Message [{letter.Message.GetType().Name}] from {letter.Sender} to {letter.Recipient} was "
                    + "not delivered. "
                    + $"[{count}] dead letters encountered.{rest}"));
    }
}
