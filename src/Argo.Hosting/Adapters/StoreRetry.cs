using Argo.Storage;

namespace Argo.Hosting.Adapters;

/// <summary>Tries again what the store did not answer: whether a write was kept is then not known.</summary>
/// <remarks>
/// So whatever is handed in must be the same write when it is done twice. A full disk or a damaged file is an
/// answer: nothing was written, and the caller is told at once.
/// </remarks>
internal sealed class StoreRetry(ArgoOptions options, TimeProvider time)
{
    /// <exception cref="StoreException">It does not answer, however often it is asked; or its
    /// refusal.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (StoreException no) when (
                no.Fault is StoreFault.NotReachable && failures < options.Limits.StoreAttempts)
            {
#pragma warning disable RS0030 // the growing pause before a store that gave no answer is asked again
                await Task.Delay(options.Limits.StorePause(failures), time).ConfigureAwait(false);
#pragma warning restore RS0030
            }
        }
    }
}
