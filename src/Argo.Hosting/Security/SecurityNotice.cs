using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;

namespace Argo.Hosting.Security;

/// <summary>What was read of the host's security, and what is said of it.</summary>
/// <param name="Reading">The states.</param>
/// <param name="Reason">Why, in words; empty where nothing is said.</param>
internal sealed record SecurityNotice(SecurityReading Reading, string Reason)
{
    public static readonly SecurityNotice Nothing = new(SecurityReading.Unknown, "");

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Both together: the worse states, with the reason of whoever says the worse of the host.
    /// </summary>
    public SecurityNotice And(SecurityNotice other) => new(
        Reading.Worse(other.Reading),
        other.Reading.SecurityState > Reading.SecurityState ? other.Reason : Reason);

    /// <summary>
    /// Raises the alarm; when this has returned, no execution of the supervisor begins a step.
    /// </summary>
    /// <exception cref="AskTimeoutException">The supervisor did not answer in time.</exception>
    public Task RaiseAsync(IActorRef supervisor) => supervisor.Ask<ExecutionProtocol.Escalated>(
        new ExecutionProtocol.Escalate(Reading, Reason), AnswerTimeout);
}
