namespace Argo.Actors.Execution;

/// <summary>The token of the one call that an execution waits for.</summary>
/// <remarks>
/// A cancel is for that call only: the next one, such as an undo, has a token of its own. Safe from any
/// thread.
/// </remarks>
internal sealed class CallUnderWay
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _source = new();

    /// <summary>Another call begins.</summary>
    public CancellationToken Begin()
    {
        lock (_gate)
        {
            if (_source.IsCancellationRequested)
                _source = new CancellationTokenSource();
            return _source.Token;
        }
    }

    /// <summary>Cancels the call under way.</summary>
    public void Cancel()
    {
        lock (_gate)
            _source.Cancel();
    }
}
