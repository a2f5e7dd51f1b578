using Akka.Actor;
using Akka.Hosting;
using Argo.Actors.Supervision;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Argo.Hosting.Composition;

/// <summary>Healthy while the supervisor answers.</summary>
internal sealed class SupervisorHealthCheck : IAkkaHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        AkkaHealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!context.ActorRegistry.TryGet<SupervisorActor>(out var supervisor))
            return HealthCheckResult.Unhealthy("Argo's supervisor has not been started.");
        try
        {
            var identity = await supervisor
                .Ask<ActorIdentity>(new Identify(null), Patience, cancellationToken).ConfigureAwait(false);
            return identity.Subject is not null // of a stopped actor, the mailbox of dead letters answers
                ? HealthCheckResult.Healthy("Argo's supervisor answers.")
                : HealthCheckResult.Unhealthy("Argo's supervisor has stopped: restart the host.");
        }
        catch (AskTimeoutException)
        {
            return HealthCheckResult.Unhealthy(
                $"Argo's supervisor did not answer within {Patience.TotalSeconds} s.");
        }
    }
}
