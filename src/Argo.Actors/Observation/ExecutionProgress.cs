using Argo.Actors.Supervision;
using Argo.Artifacts.Records;

namespace Argo.Actors.Observation;

/// <summary>One line of progress, published on the event stream.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Phase">Where in the protocol it is.</param>
/// <param name="Message">What happened, in words.</param>
/// <param name="StepIndex">The step's place in the plan, from 0; null for the execution as a whole.</param>
/// <param name="EventType">What happened to the step; null for a change of phase.</param>
public sealed record ExecutionProgress(
    ExecutionId ExecutionId, ExecutionPhase Phase, string Message, int? StepIndex, StepEventType? EventType);
