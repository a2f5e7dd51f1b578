using Akka.Actor;
using Argo.Actors;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Artifacts;
using Argo.Hosting.Tests.Doubles;

namespace Argo.Hosting.Tests.Properties;

/// <summary>Lets it happen.</summary>
internal static class Mishaps
{
    public static void Play(this Mishap mishap, HostedArgo argo, ExecutionId id, string point)
    {
        switch (mishap)
        {
            case Mishap.Failure or Mishap.Failing or Mishap.Crash:
                throw new WorkspaceException(
                    WorkspaceFault.Io, $"The disk failed, as the test asked, at {point}.");
            case Mishap.Cancel:
                argo.Argo.CancelAsync(id, "changed my mind").Wait(TimeSpan.FromSeconds(30));
                break;
            case Mishap.Escalation:
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
