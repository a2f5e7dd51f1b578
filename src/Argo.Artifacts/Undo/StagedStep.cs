using System.Collections.Immutable;

namespace Argo.Artifacts.Undo;

/// <summary>What staging one step made: nothing in the tree has changed yet.</summary>
/// <param name="StepId">The plan's number for the step.</param>
/// <param name="Rows">The undo of each swap that the step will do; empty for a step that changes
/// nothing.</param>
/// <param name="Error">Why it could not be staged; null when it was.</param>
public sealed record StagedStep(int StepId, ImmutableArray<UndoRow> Rows, string? Error);
