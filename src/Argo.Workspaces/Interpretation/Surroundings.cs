using Argo.Workspaces.Simulation;

namespace Argo.Workspaces.Interpretation;

/// <summary>What every step of one interpretation shares.</summary>
/// <param name="Book">The disk, as first seen.</param>
/// <param name="Tree">The tree as predicted so far.</param>
/// <param name="Contents">Where <c>content_from</c> leads.</param>
/// <param name="Modes">Bits for what a step makes without naming any.</param>
/// <param name="Limits">How much is read.</param>
internal sealed record Surroundings(
    WitnessBook Book, Overlay Tree, IContentSource Contents, IDefaultModes Modes, SimulationLimits Limits);
