using Akka.Actor;
using Argo.Artifacts.Json;
using Argo.Artifacts.Security;
using Argo.Hosting.Logging;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Security;

/// <summary>
/// Sets and lifts the lockdown in the store, and tells the executions of this process at once.
/// </summary>
internal sealed class SecurityService(
    ArgoRuntime runtime, ArgoStore store, CompositeSecurityMonitor monitor, ArgoLog log) : IArgoSecurity
{
    public Task<SecurityStatus> GetAsync(CancellationToken cancellation = default) => Guarded(StatusAsync);

    public Task<SecurityStatus> EscalateAsync(
        SecurityState state, string reason, string by, CancellationToken cancellation = default)
    {
        if (state is SecurityState.Unknown or SecurityState.Secure)
        {
            throw new ArgoException(
                ArgoFault.InvalidInput,
                "state: must be degraded, compromised or lockdown; unlock to be secure again.");
        }

        Require(reason, by);
        return Guarded(async () =>
        {
            if (await store.Lockdown.GetAsync().ConfigureAwait(false) is { } set && set.State > state)
            {
                throw new ArgoException(ArgoFault.InvalidInput,
                    $"state: it is {Word.Loud(set.State)} already, which is worse; unlock first to lower "
                    + "it.");
            }

            await store.Lockdown.SetAsync(state, reason, by).ConfigureAwait(false);
            var status = await StatusAsync().ConfigureAwait(false);
            var notice = new SecurityNotice(new(status.SecurityState, status.BoundaryState), status.Reason);
            if (notice.Reading.ForbidsExecution && runtime.IsRunning)
                await HearAsync(notice).ConfigureAwait(false);
            return status;
        });
    }

    public Task<SecurityStatus> UnlockAsync(
        string reason, string by, CancellationToken cancellation = default)
    {
        Require(reason, by);
        return Guarded(async () =>
        {
            await store.Lockdown.SetAsync(SecurityState.Secure, reason, by).ConfigureAwait(false);
            return await StatusAsync().ConfigureAwait(false);
        });
    }

    /// <summary>
    /// An execution that does not hear it now hears it from the store, as those of other processes do.
    /// </summary>
    private async Task HearAsync(SecurityNotice notice)
    {
        try
        {
            await notice.RaiseAsync(runtime.Supervisor).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            log.Logger.Warning("The executions of this process have not heard of the escalation yet.");
        }
    }

    private static void Require(string reason, string by)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new ArgoException(ArgoFault.InvalidInput, "reason: say why; the records keep it.");
        if (string.IsNullOrWhiteSpace(by))
            throw new ArgoException(ArgoFault.InvalidInput, "by: give the name of the person who decided.");
    }

    private async Task<SecurityStatus> StatusAsync()
    {
        var set = await store.Lockdown.GetAsync().ConfigureAwait(false);
        var notice = await Task.Run(monitor.Look).ConfigureAwait(false);
        return new SecurityStatus(
            notice.Reading.SecurityState,
            notice.Reading.BoundaryState,
            notice.Reason,
            set?.State,
            set?.By,
            set?.At);
    }

    private static async Task<T> Guarded<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            throw new ArgoException(ArgoFault.NotReachable, error.Message, error);
        }
    }
}
