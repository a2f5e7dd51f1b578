using System.Text.Json;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Records;

/// <summary>
/// Appends events to a record, each with the hash of the one before; hashes each event once.
/// </summary>
/// <remarks>
/// Not thread-safe. The times are the caller's, so that a journal can be told again as it happened.
/// </remarks>
public sealed class EventChain
{
    private readonly CanonicalWriter _writer = new();

    /// <summary>A chain without events.</summary>
    public EventChain()
    {
    }

    /// <summary>A chain that goes on after earlier events.</summary>
    /// <exception cref="ArgumentException">An earlier event does not follow the one before it; the message
    /// says which.</exception>
    public EventChain(IEnumerable<StepEvent> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        foreach (var (index, step) in earlier.Index())
        {
            if (step.PreviousEventHash != Head)
            {
                var (expected, found) = (Head ?? "null", step.PreviousEventHash ?? "null");
                throw new ArgumentException(
                    $"event {index} does not follow the one before it: expected {expected}, found {found}",
                    nameof(earlier));
            }

            Head = RecordHash.OfEvent(step, _writer);
        }
    }

    /// <summary>The hash of the last event, lower-case hex; null before the first.</summary>
    public string? Head { get; private set; }

    /// <summary>The next event, linked to the last.</summary>
    /// <param name="timestamp">When it happened.</param>
    /// <param name="stepIndex">The step's place in the plan, from 0; -1 for the execution as a whole.</param>
    /// <param name="details">Copied; null for none.</param>
    /// <exception cref="ArgumentException">A text in the details is not Unicode: it could be neither hashed
    /// nor written.</exception>
    public StepEvent Append(
        DateTimeOffset timestamp,
        StepEventType eventType,
        int stepIndex,
        string stepName,
        JsonElement? details = null,
        string? errorMessage = null)
    {
        ArgumentNullException.ThrowIfNull(stepName);
        var step = new StepEvent
        {
            Timestamp = timestamp.ToUniversalTime(),
            StepIndex = stepIndex,
            StepName = UnicodeText.Clean(stepName),
            EventType = eventType,
            Details = JsonDetails.Copy(details, _writer),
            ErrorMessage = errorMessage is null ? null : UnicodeText.Clean(errorMessage),
            PreviousEventHash = Head,
        };
        Head = RecordHash.OfEvent(step, _writer, detailsAreCanonical: true);
        return step;
    }
}
