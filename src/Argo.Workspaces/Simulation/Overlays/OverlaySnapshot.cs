using Argo.Workspaces.Contents;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>What was or is at a path of the overlay at one moment.</summary>
/// <param name="Entry">What it is.</param>
/// <param name="Content">A file's bytes; null for anything else.</param>
internal sealed record OverlaySnapshot(VirtualEntry Entry, IContent? Content);
