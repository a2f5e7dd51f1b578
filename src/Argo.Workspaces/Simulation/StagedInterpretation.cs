using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Simulation;

/// <summary>A step interpreted again for execution.</summary>
/// <param name="Interpretation">What it means on the disk as it is now.</param>
/// <param name="Difference">
/// How that differs from what was approved; null when it is the same, and may be staged.
/// </param>
internal sealed record StagedInterpretation(StepInterpretation Interpretation, string? Difference);
