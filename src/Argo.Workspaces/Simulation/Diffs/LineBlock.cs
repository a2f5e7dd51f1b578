namespace Argo.Workspaces.Simulation.Diffs;

/// <summary>Lines of the old text that give way to lines of the new one.</summary>
/// <param name="OldStart">The first old line, from 0.</param>
/// <param name="OldCount">How many go.</param>
/// <param name="NewStart">The first new line, from 0.</param>
/// <param name="NewCount">How many come.</param>
internal readonly record struct LineBlock(int OldStart, int OldCount, int NewStart, int NewCount);
