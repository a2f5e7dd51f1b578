using Akka.Actor;
using Argo.Actors;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Security;
using Argo.Hosting.Tests.Doubles;

namespace Argo.Hosting.Tests.Properties;

/// <summary>Lets it happen.</summary>
internal static class FaultInjection
{
    public static void Play(this InjectedFault injectedFault, HostedArgo argo, ExecutionId id, string point)
    {
        switch (injectedFault)
        {
            case InjectedFault.Failure or InjectedFault.Failing or InjectedFault.Crash:
                throw new WorkspaceException(
                    WorkspaceFault.Io, $"The disk failed, as the test asked, at {point}.");
            case InjectedFault.Cancel:
                argo.Argo.CancelAsync(id, "changed my mind").Wait(TimeSpan.FromSeconds(30));
                break;
            case InjectedFault.Escalation:
                var supervisor = argo.Services.GetService(typeof(IArgoActors)) as IArgoActors;
                var reading = new SecurityReading(SecurityState.Compromised, BoundaryState.Unknown);
                supervisor!.Supervisor.Ask<ExecutionProtocol.Escalated>(
                    new ExecutionProtocol.Escalate(reading, "somebody is in")).Wait(TimeSpan.FromSeconds(30));
                break;
            default:
                break;
        }
    }
}
