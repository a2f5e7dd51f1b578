using System.Collections.Concurrent;

namespace Akka.TestKit.Internal;

/// <summary>What a test actor got and the test has not looked at yet.</summary>
internal sealed class MessageBox : IDisposable
{
    private readonly ConcurrentQueue<RealMessageEnvelope> _messages = new();
    private readonly SemaphoreSlim _available = new(0);

    internal int Count => _messages.Count;

    internal void Put(RealMessageEnvelope envelope)
    {
        _messages.Enqueue(envelope);
        _available.Release();
    }

    /// <summary>The oldest message, waiting so long for one; null when none came.</summary>
    internal async ValueTask<RealMessageEnvelope?> TakeAsync(TimeSpan max, CancellationToken token)
    {
        var wait = max < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : max;
        if (!_available.Wait(0, token) && !await _available.WaitAsync(wait, token).ConfigureAwait(false))
            return null;
        return _messages.TryDequeue(out var envelope) ? envelope : null;
    }

    /// <summary>True when there is a message to take, after waiting so long for one.</summary>
    internal async ValueTask<bool> WaitAsync(TimeSpan max, CancellationToken token)
    {
        if (!await _available.WaitAsync(max, token).ConfigureAwait(false))
            return false;
        _available.Release();
        return true;
    }

    internal bool TryPeek(out RealMessageEnvelope? envelope) => _messages.TryPeek(out envelope);

    public void Dispose() => _available.Dispose();
}
