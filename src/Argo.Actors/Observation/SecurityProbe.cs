using Akka.Event;
using Argo.Actors.Execution;

namespace Argo.Actors.Observation;

/// <summary>
/// Asks the security monitor, which is the host's code, on a thread of the pool and within a limit: no actor
/// waits for it.
/// </summary>
/// <remarks>
/// A monitor that hangs costs one thread, not one for each question: as long as a reading has not come back,
/// everybody waits for the same one.
/// </remarks>
internal sealed class SecurityProbe(ISecurityMonitor monitor, TimeSpan limit)
{
    private readonly Lock _gate = new();
    private Task<SecurityReading>? _hanging;

    /// <summary>What the monitor says; a fault where it fails or does not answer in time.</summary>
    public async Task<Observed<SecurityReading>> ReadAsync()
    {
        var reading = Ask();
        try
        {
            return await reading.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!reading.IsCompleted)
        {
            lock (_gate)
                _hanging = reading;
            return new(SecurityReading.Unknown, $"it has not answered for {limit.TotalSeconds:0.###} s");
        }
        catch (Exception broken) when (broken is not OutOfMemoryException) // the host's code: anything comes
        {
            return Observe.Failed(SecurityReading.Unknown, broken);
        }
    }

    /// <summary>The same; a fault is logged, because whoever asks then lets nothing run.</summary>
    public async Task<Observed<SecurityReading>> ReadAsync(ILoggingAdapter log)
    {
        var reading = await ReadAsync().ConfigureAwait(false);
        if (reading.Fault is { } fault)
            log.Error("The security monitor failed; nothing runs until it answers: {0}", fault);
        return reading;
    }

    /// <summary>A new reading each time, unless one hangs: an earlier one may be wrong now.</summary>
    private Task<SecurityReading> Ask()
    {
        lock (_gate)
        {
            if (_hanging is { IsCompleted: false })
                return _hanging;
            _hanging = null;
            return Task.Run(monitor.Read);
        }
    }
}
