using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Interpretation;

/// <summary>What every step of one interpretation shares.</summary>
/// <param name="Book">The disk, as first seen.</param>
/// <param name="Tree">The tree as predicted so far.</param>
/// <param name="Contents">Where <c>content_from</c> leads.</param>
/// <param name="Modes">Bits for what a step makes without naming any.</param>
/// <param name="Limits">How much is read.</param>
internal sealed record InterpretationContext(
    DiskObservations Book, Overlay Tree, IContentSource Contents, IDefaultModes Modes,
    SimulationLimits Limits)
{
    private readonly Lazy<string?> _noVault = new(Book.Disk.WhyNoVault);
    private readonly Lazy<int> _longestName = new(() => Book.Disk.LongestName);

    /// <summary>What the kernel lets this user do.</summary>
    public AccessRules Rules { get; } = new(Book.Who);

    /// <summary>Why nothing can be executed in this workspace; null when it can.</summary>
    public string? WhyNoVault => _noVault.Value;

    /// <summary>The longest name that the workspace's file system takes, in bytes.</summary>
    public int LongestName => _longestName.Value;

    /// <summary>Refuses a path below a directory that the steps so far close to this user.</summary>
    /// <remarks>One that is closed on the disk already refuses by itself when it is looked into.</remarks>
    /// <exception cref="WorkspaceException">Refused, with the directory.</exception>
    public void NeedReach(string path)
    {
        foreach (var (above, rights) in Tree.ChangedAbove(path))
        {
            if (rights.Allow(Book.Who, ObjectRights.Search))
                continue;
            throw new WorkspaceException(
                WorkspaceFault.Refused,
                $"After the steps before this one, the directory {StepWording.Quote(above)} may not be "
                + "searched by this user; put the step before the one that changes the mode.",
                path);
        }
    }
}
