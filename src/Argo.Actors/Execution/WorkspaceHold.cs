using Argo.Actors.Ports;

namespace Argo.Actors.Execution;

/// <summary>
/// An execution's hold on its workspace, as its workspace actor and its step actors share it: one call at a
/// time, and none after it was let go of.
/// </summary>
/// <remarks>
/// The gatekeeper sequences the calls. The lock is for the one case that it cannot: when it stops, its
/// children stop at the same time, and the lock on the workspace must not be let go of while the call of a
/// step is under way.
/// </remarks>
internal sealed class WorkspaceHold(IWorkspaceTransaction transaction) : IDisposable
{
    private readonly Lock _turn = new();
    private bool _isReleased;

    /// <summary>Makes one call; waits for the one under way.</summary>
    /// <exception cref="InvalidOperationException">The workspace was let go of.</exception>
    public T Use<T>(Func<IWorkspaceTransaction, T> call)
    {
        lock (_turn)
        {
            return _isReleased
                ? throw new InvalidOperationException("The workspace is not held any more.")
                : call(transaction);
        }
    }

    /// <summary>Lets go of the workspace, once the call under way has ended; changes nothing.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            if (_isReleased)
                return;
            _isReleased = true;
            transaction.Dispose();
        }
    }
}
