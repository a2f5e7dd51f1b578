using Argo.Artifacts.Security;

namespace Argo.Hosting;

/// <summary>Locks every process that uses this store, and unlocks them again.</summary>
/// <remarks>
/// Under COMPROMISED and LOCKDOWN nothing new runs, what runs ends with the step under way (its record
/// INCOMPLETE, nothing undone by itself), and recovery waits. DEGRADED is only kept in the records.
/// </remarks>
public interface IArgoSecurity
{
    /// <summary>What holds now.</summary>
    /// <exception cref="ArgoException">The store or the security file cannot be read.</exception>
    Task<SecurityStatus> GetAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Sets a state that is worse than SECURE. When this returns it is durable, and no execution of this
    /// process begins a step any more; other processes hear it within their signal interval.
    /// </summary>
    /// <param name="state">DEGRADED, COMPROMISED or LOCKDOWN.</param>
    /// <param name="reason">Why; every record that it stops has it.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException">The state is none of these, a text is empty, or the store
    /// failed.</exception>
    Task<SecurityStatus> EscalateAsync(
        SecurityState state, string reason, string by, CancellationToken cancellation = default);

    /// <summary>
    /// Takes back what was set: the store says SECURE. What a monitor or the security file says stays.
    /// </summary>
    /// <param name="reason">Why it is safe again.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgoException">A text is empty, or the store failed.</exception>
    Task<SecurityStatus> UnlockAsync(string reason, string by, CancellationToken cancellation = default);
}
